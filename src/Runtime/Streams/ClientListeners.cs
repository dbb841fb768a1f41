using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Nusaloka.Runtime.Streams;

/// <summary>The code outside grains that listens, stream by stream.</summary>
internal sealed class ClientListeners
{
    private readonly ConcurrentDictionary<StreamKey, ImmutableArray<ClientSubscription>> _all = new();

    public void Add(ClientSubscription subscription) =>
        _all.AddOrUpdate(subscription.Stream, static (_, added) => [added], static (_, all, added) => all.Add(added), subscription);

    /// <summary>Ends the subscriptions of a stream that match.</summary>
    /// <returns>Whether there were any.</returns>
    public bool Remove(StreamKey stream, Func<ClientSubscription, bool> match)
    {
        while (_all.TryGetValue(stream, out var all))
        {
            var kept = all.RemoveAll(subscription => match(subscription));
            if (kept.Length == all.Length) return false;
            if (kept.IsEmpty ? !_all.TryRemove(KeyValuePair.Create(stream, all)) : !_all.TryUpdate(stream, kept, all)) continue;
            foreach (var subscription in all.Except(kept)) subscription.Close();
            return true;
        }

        return false;
    }

    /// <summary>Ends the subscriptions that a provider made.</summary>
    /// <returns>The streams that had some.</returns>
    public List<StreamKey> RemoveOf(StreamProvider owner) => [.. _all.Keys.Where(stream => Remove(stream, subscription => subscription.Owner == owner))];

    public ImmutableArray<ClientSubscription> Of(StreamKey stream) => _all.TryGetValue(stream, out var all) ? all : [];

    /// <summary>Gives an item to all who listen to the stream.</summary>
    public void Give(StreamKey stream, StreamItem item)
    {
        foreach (var subscription in Of(stream)) subscription.TryAdd(item, subscription.Owner);
    }
}
