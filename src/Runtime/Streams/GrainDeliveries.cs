using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>What one host has published and grains have not taken yet: a queue per subscription, so that each grain gets its items in order.</summary>
internal sealed class GrainDeliveries
{
    private readonly ConcurrentDictionary<Guid, GrainSubscription> _queues = new();

    /// <summary>Queues an item for a grain that has subscribed.</summary>
    public void Add(StreamKey stream, Guid subscription, GrainId grainId, StreamItem item, StreamProvider publisher)
    {
        // One that has just closed is on its way out of the dictionary; the next turn makes a new one.
        while (!_queues.GetOrAdd(subscription, id => new GrainSubscription(stream, id, grainId, Forget)).TryAdd(item, publisher)) Thread.Yield();
    }

    /// <summary>Queues an item for the grains that are subscribed by their class.</summary>
    public void AddImplicit(StreamKey stream, StreamItem item, StreamProvider publisher)
    {
        foreach (var type in publisher.ImplicitListenersOf(stream))
        {
            Add(stream, ImplicitId(stream, type), GrainId.Create(type, stream.Id.GetKeyAsString()), item, publisher);
        }
    }

    /// <summary>Drops what waits for a subscription that has ended.</summary>
    public void Drop(Guid subscription)
    {
        if (_queues.TryGetValue(subscription, out var queue)) queue.Clear();
    }

    /// <summary>The id of the subscription that a grain class has by its attribute: the same in every process.</summary>
    public static Guid ImplicitId(StreamKey stream, GrainType type)
    {
        var text = IdSpan.Create($"{stream.Provider}/{stream.Id}/{type}");
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, text.StableHash(1));
        BitConverter.TryWriteBytes(bytes[8..], text.StableHash(2));
        return new Guid(bytes);
    }

    private void Forget(GrainSubscription queue) => _queues.TryRemove(KeyValuePair.Create(queue.Id, queue));
}
