using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Notifications;
using Nusaloka.Chat;
using Nusaloka.Notifications;
using Nusaloka.Reviews;

namespace Nusaloka.Api.Privacy;

/// <summary>How a person is told, and where to. Keys and secrets are not in it.</summary>
/// <param name="Preferences">What goes by which channel, and when.</param>
/// <param name="PushSubscriptions">The devices with push messages, oldest first.</param>
/// <param name="Webhook">Where notifications are sent to; null when nowhere.</param>
public sealed record ExportedNotificationSettings(
    NotificationPreferencesResponse Preferences, IReadOnlyList<PushSubscriptionResponse> PushSubscriptions, NotificationWebhookResponse? Webhook)
{
    /// <summary>What the OpenAPI document shows.</summary>
    internal static ExportedNotificationSettings Example { get; } =
        new(NotificationExamples.Preferences, [NotificationExamples.Device], NotificationExamples.Webhook);

    /// <summary>The wire shape of the settings.</summary>
    internal static ExportedNotificationSettings Of(NotificationPreferences preferences, IEnumerable<PushSubscription> devices, NotificationWebhookResponse? webhook) =>
        new(NotificationPreferencesResponse.Of(preferences), [.. devices.Select(PushSubscriptionResponse.Of)], webhook);
}

/// <summary>A room that a person is or was in, and what they have set there.</summary>
/// <param name="Id">The room.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Its name; empty where it has none.</param>
/// <param name="CounterpartId">The other person of a direct room.</param>
/// <param name="Role">What they may do there.</param>
/// <param name="JoinedAt">Since when.</param>
/// <param name="ReadSeq">The last event that they have seen.</param>
/// <param name="MutedUntil">Until when a moderator keeps them from writing.</param>
/// <param name="QuietUntil">Until when they want no notifications of it.</param>
/// <param name="Blocked">Whether they have blocked the other person.</param>
/// <param name="LeftAt">When they have left; null for who is still there.</param>
public sealed record ExportedRoom(
    string Id, RoomKind Kind, string Title, string? CounterpartId, RoomRole Role, DateTimeOffset JoinedAt, long ReadSeq, DateTimeOffset? MutedUntil,
    DateTimeOffset? QuietUntil, bool Blocked, DateTimeOffset? LeftAt)
{
    /// <summary>The wire shape of a membership.</summary>
    internal static ExportedRoom Of(RoomMembership one) => new(
        one.RoomId, one.Kind, one.Title, one.CounterpartId, one.Member.Role, one.Member.JoinedAt, one.Member.ReadSeq, one.Member.MutedUntil,
        one.Member.QuietUntil, one.Member.HasBlocked, one.LeftAt);
}

/// <summary>A person's reactions to a message.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="Emojis">The first one first.</param>
public sealed record ExportedReactions(string MessageId, IReadOnlyList<string> Emojis)
{
    /// <summary>The wire shape of reactions.</summary>
    internal static ExportedReactions Of(GivenReactions one) => new(new MessageId(one.RoomId, one.Seq).ToString(), one.Emojis);
}

/// <summary>A message that a person has reported. What it said is somebody else's.</summary>
/// <param name="Id">Of the report.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Note">What the person had to say.</param>
/// <param name="Status">What came of it.</param>
/// <param name="CreatedAt">When it was reported.</param>
/// <param name="DecidedAt">When it was decided; null before.</param>
public sealed record ExportedMessageReport(
    string Id, string MessageId, ReportReason Reason, string Note, ReportStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? DecidedAt)
{
    /// <summary>The wire shape of a report.</summary>
    internal static ExportedMessageReport Of(MessageReport one) => new(
        one.Id, new MessageId(one.RoomId, one.Seq).ToString(), one.Reason, one.Note, one.Status, one.CreatedAt, one.DecidedAt);
}

/// <summary>What a guide says to a review.</summary>
/// <param name="ReviewId">The review.</param>
/// <param name="TripId">The trip.</param>
/// <param name="Answer">What the guide says.</param>
/// <param name="AnsweredAt">When.</param>
public sealed record ExportedAnswer(string ReviewId, string TripId, string Answer, DateTimeOffset? AnsweredAt)
{
    /// <summary>The wire shape of an answer.</summary>
    internal static ExportedAnswer Of(Review review) => new(review.Id, review.TripId, review.Answer ?? "", review.AnsweredAt);
}

/// <summary>With what, or roughly from where, a person has signed in lately.</summary>
/// <param name="Device">The device, as it said; null for a network.</param>
/// <param name="Network">The first half of an IPv4 address or the first 32 bits of an IPv6 address; null for a device.</param>
/// <param name="LastAt">When last.</param>
public sealed record ExportedPlace(string? Device, string? Network, DateTimeOffset LastAt)
{
    /// <summary>The wire shape of a place.</summary>
    internal static ExportedPlace Of(KnownPlace one) => new(one.Device, one.Network, one.LastAt);
}
