using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;
using Orleans.Streams;

namespace Nusaloka.Runtime.Streams;

/// <summary>The streams of one name, as one host uses them.</summary>
internal sealed class StreamProvider(string name, StreamHub hub, CallRouter router, IGrainManifest manifest, TimeProvider time, ILogger<StreamProvider> logger)
    : IStreamProvider, IDisposable
{
    public string Name { get; } = name;

    public bool IsRewindable => false;

    public StreamHub Hub => hub;

    public CallRouter Router => router;

    public ILogger Logger => logger;

    public static void RefuseRewind(StreamSequenceToken? token)
    {
        if (token is not null) throw new ArgumentException("The stream is not rewindable: it has no past to start from.", nameof(token));
    }

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new AsyncStream<T>(this, streamId);

    public void Publish(StreamId streamId, StreamItem item) =>
        hub.Publish(Key(streamId), item, this, manifest.Current.ImplicitListenersOf(streamId.GetNamespace()));

    /// <summary>Subscribes the grain whose turn it is; code outside grains as this host.</summary>
    public Guid Subscribe(StreamId streamId, object observer)
    {
        var stream = Key(streamId);
        if (RuntimeContext.Current is not { } activation)
        {
            var client = new ClientSubscription(stream, NewId(), this, observer);
            hub.Add(client);
            return client.Id;
        }

        var id = StreamHub.ImplicitId(stream, activation.GrainId.Type);
        if (!IsImplicit(activation, streamId))
        {
            id = NewId();
            hub.Add(new GrainSubscription(stream, id, activation.GrainId, closed: null));
        }

        activation.StreamObservers[id] = observer;
        return id;
    }

    /// <summary>Puts an observer on a subscription.</summary>
    public void Resume(StreamId streamId, Guid id, object observer)
    {
        if (RuntimeContext.Current is { } activation) activation.StreamObservers[id] = observer;
        else if (hub.Of(Key(streamId)).OfType<ClientSubscription>().FirstOrDefault(subscription => subscription.Id == id) is { } client) client.Observer = observer;
        else throw new InvalidOperationException($"Subscription {id} of stream {streamId} has ended.");
    }

    public void Unsubscribe(StreamId streamId, Guid id)
    {
        RuntimeContext.Current?.StreamObservers.Remove(id);
        hub.Remove(Key(streamId), subscription => subscription.Id == id);
    }

    /// <summary>The subscriptions of whoever asks.</summary>
    public IEnumerable<Guid> SubscriptionsOfCaller(StreamId streamId)
    {
        var all = hub.Of(Key(streamId));
        if (RuntimeContext.Current is not { } activation) return all.OfType<ClientSubscription>().Where(client => client.Owner == this).Select(client => client.Id);
        var own = all.OfType<GrainSubscription>().Where(grain => grain.GrainId == activation.GrainId).Select(grain => grain.Id);
        return IsImplicit(activation, streamId) ? own.Append(StreamHub.ImplicitId(Key(streamId), activation.GrainId.Type)) : own;
    }

    public void Dispose() => hub.Remove(subscription => subscription is ClientSubscription client && client.Owner == this);

    private static bool IsImplicit(ActivationData activation, StreamId streamId) =>
        activation.GrainId.Key.ToString() == streamId.GetKeyAsString()
        && activation.Class.StreamNamespaces.Contains(streamId.GetNamespace());

    private StreamKey Key(StreamId streamId) => new(Name, streamId);

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
