using Orleans.Streams;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// One stream by which the cluster tells this process something. Where it is kept who listens may be lost with a silo, so whoever has one asks it again and
/// again to listen: that does nothing while the subscription is known. One call at a time.
/// </summary>
/// <remarks>
/// With Microsoft Orleans a subscription is known to a rendezvous grain, whose memory and storage are in silos' memory, and to the agents that deliver. When the
/// grain has lost it, agents that begin anew find nobody. An agent that lives on still delivers under the subscription it knows, and is not told of the new
/// one: so the old one is not ended, and something may come twice, which all listeners bear.
/// </remarks>
internal sealed class NodeStream<T>(IClusterClient cluster, string streamNamespace, string nodeId, Action<T> take)
{
    private Guid? _subscription;

    /// <summary>The name of the streams of this kind.</summary>
    public string Namespace { get; } = streamNamespace;

    /// <summary>Listens, unless it is known that it does. Fails when the cluster is away.</summary>
    public async Task ListenAsync()
    {
        var stream = cluster.GetStreamProvider(StreamProviders.Realtime).GetStream<T>(Namespace, nodeId);
        if (_subscription is { } known && (await stream.GetAllSubscriptionHandles()).Any(handle => handle.HandleId == known))
            return;
        var made = await stream.SubscribeAsync((news, _) =>
        {
            take(news);
            return Task.CompletedTask;
        });
        _subscription = made.HandleId;
    }
}
