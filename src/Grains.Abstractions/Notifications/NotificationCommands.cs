using System.Collections.Immutable;

namespace Nusaloka.Notifications;

/// <summary>Something that one of our programs has to say to a person.</summary>
/// <param name="Id">UUID made from the program and its Idempotency-Key, or a new one where there is none; the same again changes nothing.</param>
/// <param name="Subject">One line; null for the usual one.</param>
/// <param name="Message">1 to <see cref="NotificationLimits.MaxMessageLength"/> characters.</param>
/// <param name="Channel">On which channel beside the inbox, whatever the person has chosen; null to go by what they have chosen.</param>
/// <param name="Fingerprint">Lower-case hex SHA-256 of what the caller asked, empty without a key; the same id with another one is refused.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SendNotice")]
public sealed record SendNotice(
    [property: Id(0)] string Id,
    [property: Id(1)] string? Subject,
    [property: Id(2)] string Message,
    [property: Id(3)] NotificationChannel? Channel,
    [property: Id(4)] string Fingerprint)
{
    /// <summary>For logs: not what it says.</summary>
    public override string ToString() => $"{nameof(SendNotice)} {{ {Id} }}";
}

/// <summary>Changes how a person wants to be told.</summary>
/// <param name="Categories">The channels of the categories that are named, each once; others stay as they are.</param>
/// <param name="QuietHours">When mails, short messages and pushes wait; null for never.</param>
/// <param name="Digest">Whether mails are gathered.</param>
/// <param name="ExpectedVersion">The version that the caller has seen; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ChangeNotificationPreferences")]
public sealed record ChangeNotificationPreferences(
    [property: Id(0)] ImmutableArray<CategoryChannels> Categories,
    [property: Id(1)] QuietHours? QuietHours,
    [property: Id(2)] DigestWindow Digest,
    [property: Id(3)] long? ExpectedVersion);

/// <summary>The channels of a category.</summary>
/// <param name="Category">Which category.</param>
/// <param name="Channels">All that are on.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.CategoryChannels")]
public sealed record CategoryChannels(
    [property: Id(0)] NotificationCategory Category,
    [property: Id(1)] ImmutableArray<NotificationChannel> Channels);

/// <summary>Asks for push messages to a device.</summary>
/// <param name="Kind">By which service it is reached.</param>
/// <param name="Endpoint">Web Push: the https address of the subscription. FCM: the registration token.</param>
/// <param name="P256dh">Web Push: the browser's public key, 65 bytes as base64url; null for FCM.</param>
/// <param name="Auth">Web Push: the browser's secret, 16 bytes as base64url; null for FCM.</param>
/// <param name="Label">What the person calls the device; may be empty.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.AddPushSubscription")]
public sealed record AddPushSubscription(
    [property: Id(0)] PushKind Kind,
    [property: Id(1)] string Endpoint,
    [property: Id(2)] string? P256dh,
    [property: Id(3)] string? Auth,
    [property: Id(4)] string Label)
{
    /// <summary>The session that asks: when it ends before its time, such as by signing out, the device is forgotten. Null for a device that stays.</summary>
    [Id(5)]
    public string? SessionId { get; init; }

    /// <summary>For logs: neither the address nor the keys, which are all that is needed to write to the device.</summary>
    public override string ToString() => $"{nameof(AddPushSubscription)} {{ {Kind} }}";
}
