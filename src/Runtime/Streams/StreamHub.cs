using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>The streams of one process.</summary>
internal sealed class StreamHub : IStreamHub
{
    private readonly ClientListeners _clients = new();
    private readonly ConcurrentDictionary<StreamKey, ImmutableDictionary<Guid, GrainId>> _grains = new();
    private readonly GrainDeliveries _deliveries = new();
    private long _lastNumber;

    public Task PublishAsync(StreamKey stream, StreamItem item, StreamProvider publisher)
    {
        item.Number = Interlocked.Increment(ref _lastNumber);
        _clients.Give(stream, item);
        foreach (var (subscription, grainId) in GrainsOf(stream)) _deliveries.Add(stream, subscription, grainId, item, publisher);
        _deliveries.AddImplicit(stream, item, publisher);
        return Task.CompletedTask;
    }

    public Task SubscribeAsync(ClientSubscription subscription)
    {
        _clients.Add(subscription);
        return Task.CompletedTask;
    }

    public Task SubscribeAsync(StreamKey stream, Guid subscription, GrainId grainId)
    {
        _grains.AddOrUpdate(
            stream,
            static (_, added) => ImmutableDictionary<Guid, GrainId>.Empty.Add(added.Id, added.GrainId),
            static (_, all, added) => all.Add(added.Id, added.GrainId),
            (Id: subscription, GrainId: grainId));
        return Task.CompletedTask;
    }

    public Task UnsubscribeAsync(StreamKey stream, Guid subscription)
    {
        if (_clients.Remove(stream, client => client.Id == subscription)) return Task.CompletedTask;
        while (_grains.TryGetValue(stream, out var all) && all.ContainsKey(subscription))
        {
            var kept = all.Remove(subscription);
            if (kept.IsEmpty ? _grains.TryRemove(KeyValuePair.Create(stream, all)) : _grains.TryUpdate(stream, kept, all)) break;
        }

        _deliveries.Drop(subscription);
        return Task.CompletedTask;
    }

    public void Forget(StreamProvider owner) => _clients.RemoveOf(owner);

    public ImmutableArray<ClientSubscription> ClientsOf(StreamKey stream) => _clients.Of(stream);

    public Task<IReadOnlyList<Guid>> SubscriptionsOfAsync(StreamKey stream, GrainId grainId) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. GrainsOf(stream).Where(pair => pair.Value == grainId).Select(pair => pair.Key)]);

    private ImmutableDictionary<Guid, GrainId> GrainsOf(StreamKey stream) =>
        _grains.TryGetValue(stream, out var all) ? all : ImmutableDictionary<Guid, GrainId>.Empty;
}
