namespace Nusaloka.Notifications;

/// <summary>Has deliveries tried again that came to a bad end, as when what they needed is repaired.</summary>
/// <param name="Status">Failed or dead.</param>
/// <param name="Channel">On this channel; null on any.</param>
/// <param name="From">Asked for at this time or later; null since ever.</param>
/// <param name="To">Asked for before this time; null until now.</param>
/// <param name="Limit">1 to <see cref="NotificationLimits.MaxReplayed"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReplayDeliveries")]
public sealed record ReplayDeliveries(
    [property: Id(0)] NotificationDeliveryStatus Status,
    [property: Id(1)] NotificationChannel? Channel,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? To,
    [property: Id(4)] int Limit);
