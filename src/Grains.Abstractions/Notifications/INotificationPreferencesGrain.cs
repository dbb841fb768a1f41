using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Nusaloka.Notifications;

/// <summary>How one person wants to be told, and by which devices. Key: the account id.</summary>
[Alias("nusaloka.INotificationPreferencesGrain")]
public interface INotificationPreferencesGrain : IGrainWithStringKey
{
    /// <summary>What the person has chosen, and what is usual where they have chosen nothing.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<NotificationPreferences> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Changes it. Errors: <c>validation_failed</c>, <c>preference_locked</c>, <c>channel_unavailable</c>, <c>version_mismatch</c>.</summary>
    [Alias("Change")]
    Task<Result<NotificationPreferences>> ChangeAsync(ChangeNotificationPreferences command, CancellationToken cancellationToken = default);

    /// <summary>Switches mails of a category off, by the link in one of them; of one whose mails cannot be switched off nothing changes.</summary>
    [Alias("Unsubscribe")]
    Task UnsubscribeAsync(NotificationCategory category, CancellationToken cancellationToken = default);

    /// <summary>The devices with push messages, oldest first.</summary>
    [AlwaysInterleave, Alias("ListPush")]
    Task<ImmutableArray<PushSubscription>> ListPushAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a device; the same address again replaces what was there. Errors: <c>validation_failed</c>, <c>push_limit</c>.</summary>
    [Alias("AddPush")]
    Task<Result<PushSubscription>> AddPushAsync(AddPushSubscription command, CancellationToken cancellationToken = default);

    /// <summary>Removes a device. Errors: <c>push_subscription_not_found</c>.</summary>
    [Alias("RemovePush")]
    Task<Result> RemovePushAsync(string subscriptionId, CancellationToken cancellationToken = default);

    /// <summary>The webhook, without its secret. Errors: <c>notification_webhook_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetWebhook")]
    Task<Result<NotificationWebhook>> GetWebhookAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the webhook with a new secret, which is answered this once. Errors: <c>validation_failed</c>.</summary>
    [Alias("SetWebhook")]
    Task<Result<NotificationWebhook>> SetWebhookAsync(string url, CancellationToken cancellationToken = default);

    /// <summary>Removes the webhook. Errors: <c>notification_webhook_not_found</c>.</summary>
    [Alias("RemoveWebhook")]
    Task<Result> RemoveWebhookAsync(CancellationToken cancellationToken = default);
}
