using System.Collections.Immutable;

namespace Nusaloka.Notifications;

/// <summary>How far a notification, or a digest of several, is on one channel.</summary>
/// <param name="Id">The delivery's id.</param>
/// <param name="AccountId">To whom.</param>
/// <param name="NotificationIds">What is delivered: one notification, or those of a digest.</param>
/// <param name="Channel">On which channel.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Attempts">The last <see cref="NotificationLimits.MaxKeptAttempts"/> attempts, oldest first.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="DueAt">When it is tried next; null when it has come to its end.</param>
/// <param name="EndedAt">When it came to its end; null before.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.NotificationDelivery")]
public sealed record NotificationDelivery(
    [property: Id(0)] string Id,
    [property: Id(1)] string AccountId,
    [property: Id(2)] ImmutableArray<string> NotificationIds,
    [property: Id(3)] NotificationChannel Channel,
    [property: Id(4)] NotificationDeliveryStatus Status,
    [property: Id(5)] ImmutableArray<DeliveryAttempt> Attempts,
    [property: Id(6)] DateTimeOffset CreatedAt,
    [property: Id(7)] DateTimeOffset? DueAt,
    [property: Id(8)] DateTimeOffset? EndedAt);

/// <summary>One attempt to deliver something.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.DeliveryAttempt")]
public sealed record DeliveryAttempt(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string? Failure);
