using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// Has a notification delivered on the channels that lead out. Each person's are a source of their own in the outbox, and nothing here waits for a
/// device, a mailbox or a webhook: whoever cannot be reached holds up nobody else.
/// </summary>
internal sealed class NotificationDispatcher(NotificationStore store, IGrainFactory grains, TimeProvider time) : IEventHandler<NotificationAdded>
{
    /// <summary>Longer ago than this it is no news, and deliveries of then may be forgotten: it would be delivered a second time.</summary>
    private static readonly TimeSpan News = TimeSpan.FromDays(30);

    public async Task HandleAsync(NotificationAdded payload, EventContext context, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - payload.At > News || (await store.FindAsync([payload.NotificationId], cancellationToken)).IsEmpty)
            return;
        await grains.GetGrain<INotificationSettingsGrain>(payload.AccountId)
            .DispatchAsync(payload.NotificationId, payload.Category, payload.Also, payload.Told, cancellationToken);
    }
}
