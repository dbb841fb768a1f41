using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>Something to be delivered.</summary>
/// <param name="AccountId">To whom.</param>
/// <param name="NotificationIds">What: one notification, or those of a digest.</param>
/// <param name="Channel">How.</param>
/// <param name="Target">The device; null where the channel has one receiver.</param>
/// <param name="DueAt">Not before.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.OrderedDelivery")]
internal sealed record OrderedDelivery(
    [property: Id(0)] string AccountId,
    [property: Id(1)] ImmutableArray<Guid> NotificationIds,
    [property: Id(2)] NotificationChannel Channel,
    [property: Id(3)] string? Target,
    [property: Id(4)] DateTimeOffset DueAt)
{
    /// <summary>Whether it waits for the end of the quiet hours in which it would be tried, the first time or again.</summary>
    [Id(5)]
    public bool Waits { get; init; }
}
