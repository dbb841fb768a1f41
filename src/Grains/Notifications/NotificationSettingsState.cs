using System.Collections.Immutable;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>How a person wants to be told, and by which devices.</summary>
public sealed record NotificationSettingsState
{
    /// <summary>The channels of the categories that were changed.</summary>
    public ImmutableDictionary<NotificationCategory, ImmutableArray<NotificationChannel>> Chosen { get; init; } =
        ImmutableDictionary<NotificationCategory, ImmutableArray<NotificationChannel>>.Empty;

    /// <summary>When mails, short messages and pushes wait; null for never.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>Whether mails are gathered.</summary>
    public DigestWindow Digest { get; init; }

    /// <summary>The devices, oldest first.</summary>
    public ImmutableArray<PushDevice> Devices { get; init; } = [];

    /// <summary>Where notifications are sent to as requests; null for nowhere.</summary>
    public WebhookTarget? Webhook { get; init; }

    /// <summary>Grows by one with each change of the preferences.</summary>
    public long Version { get; init; }
}

/// <summary>A device with push messages.</summary>
/// <param name="Id">UUID, made from the address.</param>
/// <param name="Kind">By which service.</param>
/// <param name="Label">What the person calls it.</param>
/// <param name="Host">The host of the service.</param>
/// <param name="Sealed">Address and keys, encrypted: whoever has them can write to the device.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record PushDevice(string Id, PushKind Kind, string Label, string Host, string Sealed, DateTimeOffset CreatedAt)
{
    /// <summary>The session with which it goes; null for none.</summary>
    public string? SessionId { get; init; }
}

/// <summary>A person's webhook.</summary>
/// <param name="Url">Where to.</param>
/// <param name="Sealed">The key of its signature, encrypted.</param>
/// <param name="CreatedAt">Since when.</param>
public sealed record WebhookTarget(string Url, string Sealed, DateTimeOffset CreatedAt);
