using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>Who listens to what, in one process.</summary>
internal sealed class StreamHub
{
    private readonly ConcurrentDictionary<StreamKey, ImmutableArray<Subscription>> _explicit = new();
    private readonly ConcurrentDictionary<Guid, GrainSubscription> _implicit = new();
    private long _lastNumber;

    /// <summary>The number of the next item.</summary>
    public SequenceToken NextToken() => new(Interlocked.Increment(ref _lastNumber));

    public void Add(Subscription subscription) =>
        _explicit.AddOrUpdate(
            subscription.Stream, static (_, added) => [added], static (_, all, added) => all.Add(added), subscription);

    /// <summary>Ends the subscriptions of a stream that match.</summary>
    public void Remove(StreamKey stream, Func<Subscription, bool> match)
    {
        while (_explicit.TryGetValue(stream, out var all))
        {
            var kept = all.RemoveAll(subscription => match(subscription));
            if (kept.IsEmpty ? !_explicit.TryRemove(KeyValuePair.Create(stream, all)) : !_explicit.TryUpdate(stream, kept, all)) continue;
            foreach (var subscription in all.Except(kept)) subscription.Close();
            return;
        }
    }

    /// <summary>Ends the subscriptions that match, of all streams.</summary>
    public void Remove(Func<Subscription, bool> match)
    {
        foreach (var stream in _explicit.Keys) Remove(stream, match);
    }

    /// <summary>The explicit subscriptions of a stream.</summary>
    public ImmutableArray<Subscription> Of(StreamKey stream) => _explicit.TryGetValue(stream, out var all) ? all : [];

    /// <summary>Gives an item to all who subscribed, and to the grains subscribed by their class.</summary>
    public void Publish(StreamKey stream, StreamItem item, StreamProvider publisher, IEnumerable<GrainType> implicitListeners)
    {
        foreach (var subscription in Of(stream)) subscription.TryAdd(item, publisher);
        foreach (var type in implicitListeners)
        {
            var id = ImplicitId(stream, type);
            var grainId = GrainId.Create(type, stream.Id.GetKeyAsString());
            // One that has just closed is on its way out of the dictionary; the next turn makes a new one.
            while (!_implicit.GetOrAdd(id, _ => new GrainSubscription(stream, id, grainId, Forget)).TryAdd(item, publisher)) Thread.Yield();
        }
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

    private void Forget(GrainSubscription subscription) => _implicit.TryRemove(KeyValuePair.Create(subscription.Id, subscription));
}
