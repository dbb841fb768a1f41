namespace Nusaloka.Notifications;

/// <summary>The expected failures of notifications.</summary>
public static class NotificationErrors
{
    /// <summary>No such notification of this person.</summary>
    public static Error NotFound { get; } = new("notification_not_found", ErrorKind.NotFound, "There is no such notification.");

    /// <summary>No such delivery.</summary>
    public static Error DeliveryNotFound { get; } = new("delivery_not_found", ErrorKind.NotFound, "There is no such delivery.");

    /// <summary>Only what has come to a bad end can be tried again.</summary>
    public static Error DeliveryStatus { get; } = new(
        "delivery_status", ErrorKind.Conflict, "Only a delivery that has failed or is dead can be tried again.");

    /// <summary>One key, two different requests.</summary>
    public static Error KeyReused { get; } =
        new("idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for a different request. Use a new key.");

    /// <summary>Nothing proven to send to.</summary>
    public static Error NoAddress(NotificationChannel channel) => new(
        "no_address", ErrorKind.Refused, $"The person has nothing proven to send to by {channel.ToString().ToLowerInvariant()}.");

    /// <summary>Some things people must be told.</summary>
    public static Error PreferenceLocked(NotificationCategory category, NotificationChannel channel) => new(
        "preference_locked", ErrorKind.Refused,
        $"{channel} cannot be switched off for {category}: see locked in GET /account/notification-preferences.");

    /// <summary>Short messages cost money.</summary>
    public static Error NoSms(NotificationCategory category) => new(
        "channel_unavailable", ErrorKind.Refused, $"SMS is for security, payments, bookings and notices, not for {category}.");

    /// <summary>The caller's copy is out of date.</summary>
    public static Error VersionMismatch { get; } = new(
        "version_mismatch", ErrorKind.Stale, "The preferences have changed since. Read them again.");

    /// <summary>Too many devices.</summary>
    public static Error PushLimit { get; } = new(
        "push_limit", ErrorKind.Conflict, $"At most {NotificationLimits.MaxPushSubscriptions} devices can have push messages. Remove one first.");

    /// <summary>No such device.</summary>
    public static Error PushNotFound { get; } = new("push_subscription_not_found", ErrorKind.NotFound, "There is no such device with push messages.");

    /// <summary>No webhook.</summary>
    public static Error WebhookNotFound { get; } = new("notification_webhook_not_found", ErrorKind.NotFound, "No webhook is set.");

    /// <summary>Not a token of ours.</summary>
    public static Error UnsubscribeTokenInvalid { get; } = new(
        "unsubscribe_token_invalid", ErrorKind.Invalid, "The link is not one of ours, or was cut off. Sign in and change the preferences.");

}
