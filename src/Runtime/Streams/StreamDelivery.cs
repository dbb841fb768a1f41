using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;
using Orleans.Streams.Core;

namespace Nusaloka.Runtime.Streams;

/// <summary>An item on its way into a grain: a call of the runtime's own, so that it takes its turn like any other.</summary>
internal sealed partial class StreamDelivery(GrainSubscription subscription, StreamItem item, StreamProvider publisher) : GrainCall<VoidResult>
{
    private static readonly GrainMethod DeliverMethod = new(typeof(IStreamListener), typeof(IStreamListener).GetMethod(nameof(IStreamListener.OnStreamItemAsync))!, nameof(IStreamListener.OnStreamItemAsync));

    /// <summary>Names the call in messages.</summary>
    private interface IStreamListener
    {
        Task OnStreamItemAsync();
    }

    public override GrainMethod Method => DeliverMethod;

    public override bool IsSystemCall => true;

    public override CancellationToken GetToken() => CancellationToken.None;

    public override int GetArgumentCount() => 0;

    public override object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public override async Task InvokeTarget(object target)
    {
        var observers = Activation!.StreamObservers;
        if (!observers.ContainsKey(subscription.Id) && target is IStreamSubscriptionObserver grain)
        {
            await grain.OnSubscribed(new SubscriptionHandleFactory(publisher, subscription.Stream.Id, subscription.Id));
        }

        if (observers.TryGetValue(subscription.Id, out var observer)) await item.GiveToAsync(observer);
        else LogNobody(publisher.Logger, subscription.Stream.Id, TargetId);
    }

    [LoggerMessage(152, LogLevel.Warning, "Grain {GrainId} is subscribed to stream {StreamId} but has resumed no observer; the item is dropped.")]
    private static partial void LogNobody(ILogger logger, StreamId streamId, GrainId grainId);
}
