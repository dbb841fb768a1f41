namespace Nusaloka.Notifications;

/// <summary>How far a delivery is. Names in JSON are lower-case.</summary>
[GenerateSerializer, Alias("nusaloka.NotificationDeliveryStatus")]
public enum NotificationDeliveryStatus
{
    /// <summary>It waits for its time, or for its next attempt.</summary>
    Pending = 0,

    /// <summary>It was taken by a mail server, a provider or the person's own server.</summary>
    Sent = 1,

    /// <summary>It was refused for good: there is no such mailbox, number or device.</summary>
    Failed = 2,

    /// <summary>It failed at every attempt: a dead letter, which staff can have tried again.</summary>
    Dead = 3,

    /// <summary>There is nothing to deliver any more: the notification was deleted before.</summary>
    Canceled = 4,
}
