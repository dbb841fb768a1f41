using System.Collections.Immutable;
using System.Globalization;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Notifications;

/// <summary>Something that a person was told, in the language of their profile.</summary>
/// <param name="Id">UUID.</param>
/// <param name="UserId">Who was told.</param>
/// <param name="Kind">What happened, such as payment.succeeded.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Title">One line.</param>
/// <param name="Message">A sentence or two.</param>
/// <param name="Link">The path below /api/v1 of what it is about; null for none.</param>
/// <param name="Status">read or unread.</param>
/// <param name="CreatedAt">When it happened.</param>
/// <param name="ReadAt">When it was read; null before.</param>
public sealed record NotificationResponse(
    string Id, string UserId, string Kind, NotificationCategory Category, string Title, string Message, string? Link, string Status,
    DateTimeOffset CreatedAt, DateTimeOffset? ReadAt)
{
    /// <summary>The wire shape of a notification.</summary>
    public static NotificationResponse Of(Notification one) => new(
        one.Id, one.AccountId, one.Kind, one.Category, one.Title, one.Body, one.Link, one.ReadAt is null ? "unread" : "read", one.CreatedAt, one.ReadAt);
}

/// <summary>A page of notifications.</summary>
/// <param name="Data">Newest first.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record NotificationsResponse(IReadOnlyList<NotificationResponse> Data, string? NextCursor);

/// <summary>How many notifications are unread.</summary>
/// <param name="UnreadCount">Up to 1,000, which stands for that many and more.</param>
public sealed record UnreadCountResponse(int UnreadCount);

/// <summary>How many notifications were marked.</summary>
/// <param name="Marked">Those that were unread before.</param>
public sealed record MarkedResponse(int Marked);

/// <summary>How far a notification is on one channel.</summary>
/// <param name="Id">UUID.</param>
/// <param name="UserId">To whom.</param>
/// <param name="NotificationIds">One, or those of a digest.</param>
/// <param name="Channel">How.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Attempts">The latest, oldest first.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="DueAt">When it is tried next; null when it has come to its end.</param>
/// <param name="EndedAt">When it came to its end; null before.</param>
public sealed record NotificationDeliveryResponse(
    string Id, string UserId, ImmutableArray<string> NotificationIds, NotificationChannel Channel, NotificationDeliveryStatus Status,
    IReadOnlyList<DeliveryAttemptResponse> Attempts, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? EndedAt)
{
    /// <summary>The wire shape of a delivery.</summary>
    public static NotificationDeliveryResponse Of(NotificationDelivery one) => new(
        one.Id, one.AccountId, one.NotificationIds, one.Channel, one.Status,
        [.. one.Attempts.Select(static attempt => new DeliveryAttemptResponse(attempt.At, attempt.Failure))], one.CreatedAt, one.DueAt, one.EndedAt);
}

/// <summary>One attempt.</summary>
/// <param name="At">When.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record DeliveryAttemptResponse(DateTimeOffset At, string? Failure);

/// <summary>A page of deliveries.</summary>
/// <param name="Data">In the order that the route says.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record NotificationDeliveriesResponse(IReadOnlyList<NotificationDeliveryResponse> Data, string? NextCursor)
{
    /// <summary>The wire shape of a page.</summary>
    public static NotificationDeliveriesResponse Of(Page<NotificationDelivery> page) =>
        new([.. page.Items.Select(NotificationDeliveryResponse.Of)], page.NextCursor);
}

/// <summary>How many deliveries are tried again.</summary>
/// <param name="Replayed">Those that are on their way again.</param>
/// <param name="More">Whether there are more: the same asked again takes the next.</param>
public sealed record ReplayedDeliveriesResponse(int Replayed, bool More);

/// <summary>What became of sending something.</summary>
/// <param name="Message">For people.</param>
/// <param name="Status">sent; pending while it is tried again by itself; failed or dead when it is not.</param>
/// <param name="DeliveryId">The delivery.</param>
public sealed record SentResponse(string Message, NotificationDeliveryStatus Status, string DeliveryId)
{
    /// <summary>The wire shape of a delivery.</summary>
    public static SentResponse Of(NotificationDelivery delivery) => new(
        delivery.Status switch
        {
            NotificationDeliveryStatus.Sent => "Notifikasi sudah dikirim.",
            NotificationDeliveryStatus.Pending => "Notifikasi sedang dikirim.",
            _ => "Notifikasi tidak dapat dikirim.",
        },
        delivery.Status, delivery.Id);
}

/// <summary>How a person wants to be told.</summary>
/// <param name="Categories">A row for each category.</param>
/// <param name="QuietHours">When mails, short messages and pushes wait, in the zone of the profile; null for never.</param>
/// <param name="Digest">Whether mails are gathered.</param>
public sealed record NotificationPreferencesResponse(
    IReadOnlyList<CategoryPreferenceResponse> Categories, QuietHoursBody? QuietHours, DigestWindow Digest)
{
    /// <summary>The wire shape of preferences.</summary>
    public static NotificationPreferencesResponse Of(NotificationPreferences preferences) => new(
        [.. preferences.Categories.Select(static row => new CategoryPreferenceResponse(row.Category, row.Channels, row.Locked))],
        preferences.QuietHours is { } quiet ? QuietHoursBody.Of(quiet) : null, preferences.Digest);
}

/// <summary>How a person wants to be told of one sort of things.</summary>
/// <param name="Category">Of what.</param>
/// <param name="Channels">The channels that are on.</param>
/// <param name="Locked">Those of them that cannot be switched off.</param>
public sealed record CategoryPreferenceResponse(
    NotificationCategory Category, ImmutableArray<NotificationChannel> Channels, ImmutableArray<NotificationChannel> Locked);

/// <summary>A device with push messages.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Kind">By which service it is reached.</param>
/// <param name="Label">What the person calls it.</param>
/// <param name="Host">The host of the push service.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record PushSubscriptionResponse(string Id, PushKind Kind, string Label, string Host, DateTimeOffset CreatedAt)
{
    /// <summary>The wire shape of a device.</summary>
    public static PushSubscriptionResponse Of(PushSubscription one) => new(one.Id, one.Kind, one.Label, one.Host, one.CreatedAt);
}

/// <summary>All devices with push messages.</summary>
/// <param name="Data">Oldest first.</param>
public sealed record PushSubscriptionsResponse(IReadOnlyList<PushSubscriptionResponse> Data);

/// <summary>The key by which browsers subscribe.</summary>
/// <param name="PublicKey">applicationServerKey: 65 bytes as base64url.</param>
public sealed record PushKeyResponse(string PublicKey);

/// <summary>Where notifications are sent to as requests.</summary>
/// <param name="Url">The address.</param>
/// <param name="Secret">The key of Nusaloka-Signature, answered this once; null later.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record NotificationWebhookResponse(string Url, string? Secret, DateTimeOffset CreatedAt)
{
    /// <summary>The wire shape of a webhook.</summary>
    public static NotificationWebhookResponse Of(NotificationWebhook webhook) => new(webhook.Url, webhook.Secret, webhook.CreatedAt);
}

/// <summary>A part of the day.</summary>
public sealed record QuietHoursBody
{
    private const string Form = "HH:mm";

    /// <summary>When it begins.</summary>
    [System.ComponentModel.Description("When it begins, such as 22:00."), System.ComponentModel.DataAnnotations.RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    public required string From { get; init; }

    /// <summary>When it ends.</summary>
    [System.ComponentModel.Description("When it ends, such as 06:00; the next day when that is earlier."), System.ComponentModel.DataAnnotations.RegularExpression("^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    public required string To { get; init; }

    /// <summary>The wire shape of quiet hours.</summary>
    public static QuietHoursBody Of(QuietHours quiet) => new()
    {
        From = quiet.From.ToString(Form, CultureInfo.InvariantCulture), To = quiet.To.ToString(Form, CultureInfo.InvariantCulture),
    };

    /// <summary>The same for grains; null when one of the two is no time.</summary>
    public QuietHours? Read() =>
        TimeOnly.TryParseExact(From, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
        && TimeOnly.TryParseExact(To, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var to)
            ? new QuietHours(from, to)
            : null;
}
