using Orleans;

namespace Nusaloka.Runtime.Streams;

/// <summary>
/// A share of the explicit subscriptions of the cluster's grains. What is stored holds; Redis has a copy, because whoever publishes asks
/// there. Only this grain changes either.
/// </summary>
[Alias("nusaloka.stream-subscriptions")]
internal interface IStreamSubscriptionsGrain : IGrainWithStringKey
{
    /// <summary>Subscribes a grain.</summary>
    [Alias("Add")]
    Task AddAsync(StreamSubscriptionEntry entry);

    /// <summary>Ends a subscription; one that is gone already is no failure.</summary>
    [Alias("Remove")]
    Task RemoveAsync(StreamSubscriptionEntry entry);

    /// <summary>The subscriptions of a grain to a stream, both named by an entry.</summary>
    [Alias("Of")]
    Task<Guid[]> OfAsync(StreamSubscriptionEntry entry);

    /// <summary>Writes all to Redis, which has lost them.</summary>
    [Alias("Restore")]
    Task<int> RestoreAsync();
}
