using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>A notification is stored, and goes further than the inbox.</summary>
/// <param name="NotificationId">The notification.</param>
/// <param name="AccountId">To whom it is: the source of the event, so that people are served apart from each other.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Also">A channel on which it goes whatever the person has chosen; null for none.</param>
/// <param name="At">When it happened.</param>
internal sealed record NotificationAdded(Guid NotificationId, string AccountId, NotificationCategory Category, NotificationChannel? Also, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "notification.added";

    /// <summary>The kind of its sources.</summary>
    public const string SourceKind = "notification";

    /// <summary>The channels on which the account itself tells of it; none in events that are older than this.</summary>
    public ImmutableArray<NotificationChannel> Told { get; init; } = [];
}
