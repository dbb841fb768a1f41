using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

/// <summary>The streams of one name, as one host uses them.</summary>
internal sealed class StreamProvider(string name, IStreamHub hub, CallRouter router, IGrainManifest manifest, TimeProvider time, ILogger<StreamProvider> logger)
    : IStreamProvider, IDisposable
{
    public string Name { get; } = name;

    public bool IsRewindable => false;

    public CallRouter Router => router;

    public ILogger Logger => logger;

    public static void RefuseRewind(StreamSequenceToken? token)
    {
        if (token is not null) throw new ArgumentException("The stream is not rewindable: it has no past to start from.", nameof(token));
    }

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new AsyncStream<T>(this, streamId);

    public Task PublishAsync(StreamId streamId, StreamItem item) => hub.PublishAsync(Key(streamId), item, this);

    /// <summary>The classes whose grains listen to the stream by their attribute.</summary>
    public IEnumerable<GrainType> ImplicitListenersOf(StreamKey stream) => manifest.Current.ImplicitListenersOf(stream.Id.GetNamespace());

    /// <summary>Subscribes the grain whose turn it is; code outside grains as this host.</summary>
    public async Task<Guid> SubscribeAsync(StreamId streamId, StreamObserver observer)
    {
        var stream = Key(streamId);
        if (RuntimeContext.Current is not { } activation)
        {
            var client = new ClientSubscription(stream, NewId(), this, observer);
            await hub.SubscribeAsync(client).ConfigureAwait(false);
            return client.Id;
        }

        var isImplicit = IsImplicit(activation, streamId);
        var id = isImplicit ? GrainDeliveries.ImplicitId(stream, activation.GrainId.Type) : NewId();
        // Items may come before the subscription is confirmed.
        activation.StreamObservers[id] = observer;
        if (isImplicit) return id;
        try
        {
            await hub.SubscribeAsync(stream, id, activation.GrainId);
            return id;
        }
        catch
        {
            activation.StreamObservers.Remove(id);
            throw;
        }
    }

    /// <summary>Puts an observer on a subscription.</summary>
    public void Resume(StreamId streamId, Guid id, StreamObserver observer)
    {
        if (RuntimeContext.Current is { } activation) activation.StreamObservers[id] = observer;
        else if (hub.ClientsOf(Key(streamId)).FirstOrDefault(subscription => subscription.Id == id) is { } client) client.Observer = observer;
        else throw new InvalidOperationException($"Subscription {id} of stream {streamId} has ended.");
    }

    public Task UnsubscribeAsync(StreamId streamId, Guid id)
    {
        RuntimeContext.Current?.StreamObservers.Remove(id);
        return hub.UnsubscribeAsync(Key(streamId), id);
    }

    /// <summary>The subscriptions of whoever asks.</summary>
    public async Task<IEnumerable<Guid>> SubscriptionsOfCallerAsync(StreamId streamId)
    {
        var stream = Key(streamId);
        if (RuntimeContext.Current is not { } activation) return hub.ClientsOf(stream).Where(client => client.Owner == this).Select(client => client.Id);
        var own = await hub.SubscriptionsOfAsync(stream, activation.GrainId);
        return IsImplicit(activation, streamId) ? own.Append(GrainDeliveries.ImplicitId(stream, activation.GrainId.Type)) : own;
    }

    public void Dispose() => hub.Forget(this);

    private static bool IsImplicit(ActivationData activation, StreamId streamId) =>
        activation.GrainId.Key.ToString() == streamId.GetKeyAsString()
        && activation.Class.StreamNamespaces.Contains(streamId.GetNamespace());

    private StreamKey Key(StreamId streamId) => new(Name, streamId);

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
