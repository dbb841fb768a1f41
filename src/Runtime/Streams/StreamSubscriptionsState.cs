using System.Collections.Immutable;
using Orleans;

namespace Nusaloka.Runtime.Streams;

/// <summary>What <see cref="StreamSubscriptionsGrain"/> stores.</summary>
[GenerateSerializer]
[Alias("nusaloka.stream-subscriptions-state")]
internal sealed record StreamSubscriptionsState
{
    /// <summary>In the order in which they were made.</summary>
    [Id(0)]
    public ImmutableArray<StreamSubscriptionEntry> Entries { get; init; } = [];
}
