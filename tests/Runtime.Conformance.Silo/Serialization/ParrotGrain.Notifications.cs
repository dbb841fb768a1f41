using Nusaloka.Notifications;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

public sealed partial class ParrotGrain
{
    public Task<CategoryChannels> SayAsync(CategoryChannels message) => Task.FromResult(message);

    public Task<CategoryPreference> SayAsync(CategoryPreference message) => Task.FromResult(message);

    public Task<AddPushSubscription> SayAsync(AddPushSubscription message) => Task.FromResult(message);

    public Task<ChangeNotificationPreferences> SayAsync(ChangeNotificationPreferences message) => Task.FromResult(message);

    public Task<DeliveryAttempt> SayAsync(DeliveryAttempt message) => Task.FromResult(message);

    public Task<Notification> SayAsync(Notification message) => Task.FromResult(message);

    public Task<NotificationDelivery> SayAsync(NotificationDelivery message) => Task.FromResult(message);

    public Task<NotificationPreferences> SayAsync(NotificationPreferences message) => Task.FromResult(message);

    public Task<NotificationWebhook> SayAsync(NotificationWebhook message) => Task.FromResult(message);

    public Task<PushSubscription> SayAsync(PushSubscription message) => Task.FromResult(message);

    public Task<QuietHours> SayAsync(QuietHours message) => Task.FromResult(message);

    public Task<SendNotice> SayAsync(SendNotice message) => Task.FromResult(message);

    public Task<ReplayDeliveries> SayAsync(ReplayDeliveries message) => Task.FromResult(message);

    public Task<ReplayedDeliveries> SayAsync(ReplayedDeliveries message) => Task.FromResult(message);

    public Task<Result<ReplayedDeliveries>> SayAsync(Result<ReplayedDeliveries> message) => Task.FromResult(message);

    public Task<DigestWindow> SayAsync(DigestWindow message) => Task.FromResult(message);

    public Task<NotificationCategory> SayAsync(NotificationCategory message) => Task.FromResult(message);

    public Task<NotificationChannel> SayAsync(NotificationChannel message) => Task.FromResult(message);

    public Task<NotificationDeliveryStatus> SayAsync(NotificationDeliveryStatus message) => Task.FromResult(message);

    public Task<PushKind> SayAsync(PushKind message) => Task.FromResult(message);

    public Task<Result<Notification>> SayAsync(Result<Notification> message) => Task.FromResult(message);

    public Task<Result<NotificationDelivery>> SayAsync(Result<NotificationDelivery> message) => Task.FromResult(message);

    public Task<Result<NotificationPreferences>> SayAsync(Result<NotificationPreferences> message) => Task.FromResult(message);

    public Task<Result<NotificationWebhook>> SayAsync(Result<NotificationWebhook> message) => Task.FromResult(message);

    public Task<Result<PushSubscription>> SayAsync(Result<PushSubscription> message) => Task.FromResult(message);

    public Task<Page<Notification>> SayAsync(Page<Notification> message) => Task.FromResult(message);

    public Task<Page<NotificationDelivery>> SayAsync(Page<NotificationDelivery> message) => Task.FromResult(message);

    public Task<Result<Page<Notification>>> SayAsync(Result<Page<Notification>> message) => Task.FromResult(message);

    public Task<Result<Page<NotificationDelivery>>> SayAsync(Result<Page<NotificationDelivery>> message) => Task.FromResult(message);
}
