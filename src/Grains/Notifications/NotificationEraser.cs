using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Privacy;

namespace Nusaloka.Grains.Notifications;

/// <summary>Forgets what a person was told, and by which devices.</summary>
internal sealed class NotificationEraser(NotificationStore store, NotificationDeliveries deliveries, IGrainFactory grains) : IPersonalDataEraser
{
    private const int AtOnce = 50;

    public async Task EraseAsync(AccountClosed closed, CancellationToken cancellationToken)
    {
        await grains.GetGrain<INotificationSettingsGrain>(closed.AccountId).EraseAsync(cancellationToken);
        await store.EraseAsync(closed.AccountId, cancellationToken);
        // The deliveries' own states must forget it, or their rows come back with the next try. A delivery that has forgotten has no row.
        while (await deliveries.IdsOfAsync(closed.AccountId, AtOnce, cancellationToken) is { Length: > 0 } ids)
            await Task.WhenAll(ids.Select(id => grains.GetGrain<INotificationDeliveryGrain>(id.ToString()).ForgetAsync(cancellationToken)));
    }
}
