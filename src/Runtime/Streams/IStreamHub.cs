using System.Collections.Immutable;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Streams;

/// <summary>Who listens to which stream, and how an item reaches them. Per publisher and stream items keep their order.</summary>
internal interface IStreamHub
{
    /// <summary>Gives an item to all who have subscribed by now; completes when it is on its way to them.</summary>
    Task PublishAsync(StreamKey stream, StreamItem item, StreamProvider publisher);

    /// <summary>Subscribes code outside grains; what is published after it completes is heard.</summary>
    Task SubscribeAsync(ClientSubscription subscription);

    /// <summary>Subscribes a grain, until it unsubscribes.</summary>
    Task SubscribeAsync(StreamKey stream, Guid subscription, GrainId grainId);

    /// <summary>Ends a subscription of either kind; one that is gone already is no failure.</summary>
    Task UnsubscribeAsync(StreamKey stream, Guid subscription);

    /// <summary>Ends what a provider has subscribed outside grains, when its host stops.</summary>
    void Forget(StreamProvider owner);

    /// <summary>The subscriptions outside grains on this host.</summary>
    ImmutableArray<ClientSubscription> ClientsOf(StreamKey stream);

    /// <summary>The explicit subscriptions of a grain.</summary>
    Task<IReadOnlyList<Guid>> SubscriptionsOfAsync(StreamKey stream, GrainId grainId);
}
