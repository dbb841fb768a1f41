using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Notifications;

/// <summary>A message of a program to a person.</summary>
public sealed record SendNotificationRequest
{
    /// <summary>To whom.</summary>
    [Description("The account's id."), MaxLength(36)]
    public required string UserId { get; init; }

    /// <summary>One line.</summary>
    [Description("One line; without it the message has the usual title."), MinLength(1), MaxLength(NotificationLimits.MaxSubjectLength)]
    public string? Subject { get; init; }

    /// <summary>What it says.</summary>
    [Description("What it says, in the person's language."), MinLength(1), MaxLength(NotificationLimits.MaxMessageLength)]
    public required string Message { get; init; }
}

/// <summary>Marks a notification.</summary>
public sealed record MarkNotificationRequest
{
    /// <summary>Whether it is read.</summary>
    [Description("true marks it as read, false as unread.")]
    public required bool Read { get; init; }
}

/// <summary>Changes how a person wants to be told.</summary>
public sealed record ChangeNotificationPreferencesRequest
{
    /// <summary>The rows that change.</summary>
    [Description("The categories that change; others stay as they are."), MaxLength(8)]
    public IReadOnlyList<CategoryChoice> Categories { get; init; } = [];

    /// <summary>When mails, short messages and pushes wait.</summary>
    [Description("When mails, short messages and pushes wait, in the zone of the profile; null for never.")]
    public QuietHoursBody? QuietHours { get; init; }

    /// <summary>Whether mails are gathered.</summary>
    [Description("none, hourly or daily. Mails about security and payments are never gathered.")]
    public DigestWindow Digest { get; init; }
}

/// <summary>The channels of a category.</summary>
public sealed record CategoryChoice
{
    /// <summary>Which category.</summary>
    [Description("Of what.")]
    public required NotificationCategory Category { get; init; }

    /// <summary>Its channels.</summary>
    [Description("All channels that are on."), MaxLength(5)]
    public required IReadOnlyList<NotificationChannel> Channels { get; init; }
}

/// <summary>Asks for push messages to a device.</summary>
public sealed record AddPushSubscriptionRequest
{
    /// <summary>By which service.</summary>
    [Description("web_push for a browser, fcm for an app.")]
    public required PushKind Kind { get; init; }

    /// <summary>The address or token.</summary>
    [Description("Web Push: endpoint of the subscription. FCM: the registration token."), MinLength(1), MaxLength(NotificationLimits.MaxEndpointLength)]
    public required string Endpoint { get; init; }

    /// <summary>The browser's public key.</summary>
    [Description("Web Push: keys.p256dh of the subscription."), MaxLength(100)]
    public string? P256dh { get; init; }

    /// <summary>The browser's secret.</summary>
    [Description("Web Push: keys.auth of the subscription."), MaxLength(100)]
    public string? Auth { get; init; }

    /// <summary>What the person calls the device.</summary>
    [Description("What the person calls the device."), MaxLength(NotificationLimits.MaxLabelLength)]
    public string Label { get; init; } = "";

    /// <summary>For logs: neither the address nor the keys.</summary>
    public override string ToString() => $"{nameof(AddPushSubscriptionRequest)} {{ {Kind} }}";
}

/// <summary>Sets the webhook.</summary>
public sealed record SetNotificationWebhookRequest
{
    /// <summary>Where to.</summary>
    [Description("An https address of a public host."), MinLength(1), MaxLength(NotificationLimits.MaxUrlLength)]
    public required string Url { get; init; }
}

/// <summary>Has many deliveries tried again.</summary>
public sealed record ReplayDeliveriesRequest
{
    /// <summary>Which end they came to.</summary>
    [Description("dead (the default) or failed.")]
    public NotificationDeliveryStatus Status { get; init; } = NotificationDeliveryStatus.Dead;

    /// <summary>On which channel.</summary>
    [Description("On this channel; null on any.")]
    public NotificationChannel? Channel { get; init; }

    /// <summary>Since when.</summary>
    [Description("Asked for at this time or later; null since ever.")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Until when.</summary>
    [Description("Asked for before this time; null until now.")]
    public DateTimeOffset? To { get; init; }

    /// <summary>How many at most.</summary>
    [Description("The most at once."), Range(1, NotificationLimits.MaxReplayed)]
    public int Limit { get; init; } = NotificationLimits.MaxReplayed;
}
