using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Serialization;
using Orleans;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Nusaloka.Runtime.Streams;

/// <summary>An item on its way into a grain: a call of the runtime's own, so that it takes its turn like any other.</summary>
internal sealed partial class StreamDelivery : GrainCall<VoidResult>
{
    private const string MethodName = nameof(IStreamListener.OnStreamItemAsync);

    private StreamKey _stream;
    private Guid _subscription;
    private StreamItem? _item;

    /// <summary>One that is read from the wire.</summary>
    public StreamDelivery()
    {
    }

    public StreamDelivery(StreamKey stream, Guid subscription, StreamItem item) => (_stream, _subscription, _item) = (stream, subscription, item);

    /// <summary>Names the call in messages and on the wire.</summary>
    [Alias("nusaloka.stream-listener")]
    private interface IStreamListener
    {
        Task OnStreamItemAsync();
    }

    /// <summary>The call's name on the wire.</summary>
    public static GrainMethod DeliverMethod { get; } = new(typeof(IStreamListener), typeof(IStreamListener).GetMethod(MethodName)!, MethodName);

    public override GrainMethod Method => DeliverMethod;

    public override bool IsSystemCall => true;

    private StreamItem Item => _item ?? throw new WireFormatException("A stream's delivery came without its item.");

    public override CancellationToken GetToken() => CancellationToken.None;

    public override int GetArgumentCount() => 1;

    public override object? GetArgument(int index) => index == 0 ? _item : throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetArgument(int index, object value) => throw new NotSupportedException("Nobody may change a stream's item on its way.");

    public override async Task InvokeTarget(object target)
    {
        var provider = (StreamProvider)Activation!.ActivationServices.GetRequiredKeyedService<IStreamProvider>(_stream.Provider);
        var observers = Activation.StreamObservers;
        if (!observers.ContainsKey(_subscription) && target is IStreamSubscriptionObserver grain)
        {
            await grain.OnSubscribed(new SubscriptionHandleFactory(provider, _stream.Id, _subscription));
        }

        if (observers.TryGetValue(_subscription, out var observer)) await ((StreamObserver)observer).TakeAsync(Item);
        else LogNobody(provider.Logger, _stream.Id, TargetId);
    }

    protected override void WriteFields(WireWriter writer) =>
        Codec<StreamParcel>.WriteField(
            writer,
            WireFormat.KeyOf(0),
            new StreamParcel(_stream.Provider, _stream.Id.GetNamespace(), _stream.Id.GetKeyAsString(), _subscription, Item.Number, Item.Encode().ToArray()));

    protected override void ReadField(int position, ref WireReader reader, WireType form)
    {
        var parcel = Codec<StreamParcel>.ReadField(ref reader, form);
        _stream = new StreamKey(parcel.Provider, StreamId.Create(parcel.Namespace, parcel.Key));
        _subscription = parcel.Subscription;
        _item = new EncodedItem(parcel.Number, parcel.Item, reader.References);
    }

    [LoggerMessage(152, LogLevel.Warning, "Grain {GrainId} is subscribed to stream {StreamId} but has resumed no observer; the item is dropped.")]
    private static partial void LogNobody(ILogger logger, StreamId streamId, GrainId grainId);
}
