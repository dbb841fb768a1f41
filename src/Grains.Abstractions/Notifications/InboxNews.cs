using System.Collections.Immutable;

namespace Nusaloka.Notifications;

/// <summary>What an inbox tells a node.</summary>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Notifications">What is new, oldest first; a client may have heard of it already. Empty when only the number is told.</param>
/// <param name="Unread">How many are unread, up to <see cref="NotificationLimits.MaxCounted"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.InboxNews")]
public sealed record InboxNews(
    [property: Id(0)] string AccountId, [property: Id(1)] ImmutableArray<Notification> Notifications, [property: Id(2)] int Unread);
