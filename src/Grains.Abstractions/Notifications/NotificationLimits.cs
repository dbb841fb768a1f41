namespace Nusaloka.Notifications;

/// <summary>How much of everything.</summary>
public static class NotificationLimits
{
    /// <summary>The longest message of a program, in characters.</summary>
    public const int MaxMessageLength = 1_000;

    /// <summary>The longest subject of a program's message, in characters.</summary>
    public const int MaxSubjectLength = 120;

    /// <summary>Devices with push messages each.</summary>
    public const int MaxPushSubscriptions = 10;

    /// <summary>The longest address or token of a device, in characters.</summary>
    public const int MaxEndpointLength = 2_000;

    /// <summary>The longest name of a device, in characters.</summary>
    public const int MaxLabelLength = 60;

    /// <summary>The longest address of a webhook, in characters.</summary>
    public const int MaxUrlLength = 500;

    /// <summary>The attempts of a delivery before it is a dead letter: with pauses of an hour at last it is tried for more than eight hours.</summary>
    public const int MaxAttempts = 16;

    /// <summary>The attempts of a delivery that are remembered.</summary>
    public const int MaxKeptAttempts = 40;

    /// <summary>Deliveries that are had tried again at once.</summary>
    public const int MaxReplayed = 100;

    /// <summary>Notifications in one digest; more than that are counted.</summary>
    public const int MaxDigest = 50;

    /// <summary>Notifications of one category, about what others can cause at will, that go further than a person's inbox in an hour.</summary>
    public const int MaxOutsideAnHour = 200;

    /// <summary>Unread notifications are counted up to here.</summary>
    public const int MaxCounted = 1_000;
}
