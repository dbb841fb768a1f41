using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Notifications;

/// <summary>Forgets what a person was told, and by which devices.</summary>
internal sealed class NotificationEraser(NotificationStore store, NotificationDeliveries deliveries, IGrainFactory grains) : IPersonalDataEraser
{
    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        await grains.GetGrain<INotificationSettingsGrain>(closed.AccountId).EraseAsync(cancellationToken);
        await store.EraseAsync(closed.AccountId, cancellationToken);
        await deliveries.EraseAsync(closed.AccountId, cancellationToken);
    }
}
