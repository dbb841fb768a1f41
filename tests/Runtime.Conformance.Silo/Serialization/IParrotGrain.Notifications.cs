using Nusaloka.Notifications;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <summary>The messages of notifications.</summary>
public partial interface IParrotGrain
{
    Task<CategoryChannels> SayAsync(CategoryChannels message);

    Task<CategoryPreference> SayAsync(CategoryPreference message);

    Task<AddPushSubscription> SayAsync(AddPushSubscription message);

    Task<ChangeNotificationPreferences> SayAsync(ChangeNotificationPreferences message);

    Task<DeliveryAttempt> SayAsync(DeliveryAttempt message);

    Task<Notification> SayAsync(Notification message);

    Task<NotificationDelivery> SayAsync(NotificationDelivery message);

    Task<NotificationPreferences> SayAsync(NotificationPreferences message);

    Task<NotificationWebhook> SayAsync(NotificationWebhook message);

    Task<PushSubscription> SayAsync(PushSubscription message);

    Task<QuietHours> SayAsync(QuietHours message);

    Task<SendNotice> SayAsync(SendNotice message);

    Task<ReplayDeliveries> SayAsync(ReplayDeliveries message);

    Task<ReplayedDeliveries> SayAsync(ReplayedDeliveries message);

    Task<Result<ReplayedDeliveries>> SayAsync(Result<ReplayedDeliveries> message);

    Task<DigestWindow> SayAsync(DigestWindow message);

    Task<NotificationCategory> SayAsync(NotificationCategory message);

    Task<NotificationChannel> SayAsync(NotificationChannel message);

    Task<NotificationDeliveryStatus> SayAsync(NotificationDeliveryStatus message);

    Task<PushKind> SayAsync(PushKind message);

    Task<Result<Notification>> SayAsync(Result<Notification> message);

    Task<Result<NotificationDelivery>> SayAsync(Result<NotificationDelivery> message);

    Task<Result<NotificationPreferences>> SayAsync(Result<NotificationPreferences> message);

    Task<Result<NotificationWebhook>> SayAsync(Result<NotificationWebhook> message);

    Task<Result<PushSubscription>> SayAsync(Result<PushSubscription> message);

    Task<Page<Notification>> SayAsync(Page<Notification> message);

    Task<Page<NotificationDelivery>> SayAsync(Page<NotificationDelivery> message);

    Task<Result<Page<Notification>>> SayAsync(Result<Page<Notification>> message);

    Task<Result<Page<NotificationDelivery>>> SayAsync(Result<Page<NotificationDelivery>> message);
}
