using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Redis;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// The streams of a cluster: items go through Redis, which gives each host that listens one copy; grains that have subscribed are called by
/// the host that publishes. What is published while a host has no connection to Redis is not heard there.
/// </summary>
internal sealed partial class RedisStreamHub : IStreamHub, IAsyncDisposable
{
    private readonly ClientListeners _clients = new();
    private readonly GrainDeliveries _deliveries = new();
    private readonly RedisStreamPublisher _publisher;
    private readonly RedisStreamChannels _channels;
    private readonly GrainReferenceFactory _references;
    private readonly ILogger<RedisStreamHub> _logger;

    public RedisStreamHub(
        RedisConnection connection, IOptions<ClusterOptions> cluster, GrainReferenceFactory references, TimeProvider time, ILogger<RedisStreamHub> logger)
    {
        var names = new RedisStreamNames(cluster.Value.ClusterId);
        var commands = new RedisCommands(connection, time);
        _references = references;
        GrainSubscriptions = new RedisGrainSubscriptions(commands, names, Share, time, logger);
        _publisher = new RedisStreamPublisher(commands, names, GrainSubscriptions.RestoreSoon, time);
        _channels = new RedisStreamChannels(commands, names, _clients, references, time, logger);
        _logger = logger;
    }

    /// <summary>The copy of the grains' subscriptions in Redis.</summary>
    public RedisGrainSubscriptions GrainSubscriptions { get; }

    public Task PublishAsync(StreamKey stream, StreamItem item, StreamProvider publisher)
    {
        var data = item.Encode();
        return _publisher.PublishAsync(stream, data.ToArray(), (number, grains) =>
        {
            item.Number = number;
            foreach (var (subscription, grainId) in grains) _deliveries.Add(stream, subscription, grainId, item, publisher);
            _deliveries.AddImplicit(stream, item, publisher);
        });
    }

    public async Task SubscribeAsync(ClientSubscription subscription)
    {
        _clients.Add(subscription);
        try
        {
            await _channels.FollowAsync(subscription.Stream).ConfigureAwait(false);
        }
        catch
        {
            _clients.Remove(subscription.Stream, other => other == subscription);
            _ = LeaveAsync(subscription.Stream);
            throw;
        }
    }

    public Task SubscribeAsync(StreamKey stream, Guid subscription, GrainId grainId) =>
        Share(stream).AddAsync(StreamSubscriptionEntry.Of(stream, subscription, grainId));

    public async Task UnsubscribeAsync(StreamKey stream, Guid subscription)
    {
        if (_clients.Remove(stream, client => client.Id == subscription))
        {
            await _channels.FollowAsync(stream).ConfigureAwait(false);
            return;
        }

        await Share(stream).RemoveAsync(StreamSubscriptionEntry.Of(stream, subscription, default)).ConfigureAwait(false);
        _deliveries.Drop(subscription);
    }

    public void Forget(StreamProvider owner)
    {
        foreach (var stream in _clients.RemoveOf(owner)) _ = LeaveAsync(stream);
    }

    public ImmutableArray<ClientSubscription> ClientsOf(StreamKey stream) => _clients.Of(stream);

    public async Task<IReadOnlyList<Guid>> SubscriptionsOfAsync(StreamKey stream, GrainId grainId) =>
        await Share(stream).OfAsync(StreamSubscriptionEntry.Of(stream, default, grainId)).ConfigureAwait(false);

    public ValueTask DisposeAsync() => _publisher.DisposeAsync();

    private IStreamSubscriptionsGrain Share(StreamKey stream) => Share(StreamSubscriptionsGrain.ShareOf(stream));

    private IStreamSubscriptionsGrain Share(string number) =>
        (IStreamSubscriptionsGrain)(object)_references.GetReference(typeof(IStreamSubscriptionsGrain), IdSpan.Create(number), null);

    private async Task LeaveAsync(StreamKey stream)
    {
        try
        {
            await _channels.FollowAsync(stream).ConfigureAwait(false);
        }
        catch (OrleansException exception)
        {
            LogNotLeft(exception, stream.Id);
        }
    }

    [LoggerMessage(156, LogLevel.Debug, "The channel of stream {StreamId} was not left in order; it ends with the connection.")]
    private partial void LogNotLeft(Exception exception, StreamId streamId);
}
