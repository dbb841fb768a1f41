using Nusaloka.Grains.Notifications.WebPush;
using Nusaloka.Grains.State;
using Nusaloka.Notifications;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Notifications;

/// <summary>Answers staff and programs, and whoever follows a mail's link.</summary>
[StatelessWorker]
[GrainType("notification-office")]
internal sealed class NotificationOfficeGrain(NotificationDeliveries deliveries, UnsubscribeLinks links) : Grain, INotificationOfficeGrain
{
    public Task<string?> FindAccountAsync(Guid notificationId, CancellationToken cancellationToken) =>
        deliveries.FindAccountAsync(notificationId, cancellationToken);

    public async Task<Result<Page<NotificationDelivery>>> ListDeliveriesAsync(
        NotificationDeliveryStatus status, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        var found = await deliveries.ListAsync(status, before, page.Limit + 1, cancellationToken);
        return found.ToPage(page, static last => new Cursor(last.CreatedAt, last.Id));
    }

    public Task<Result<NotificationDelivery>> ReplayAsync(string deliveryId, CancellationToken cancellationToken) =>
        GrainFactory.GetGrain<INotificationDeliveryGrain>(deliveryId).ReplayAsync(cancellationToken);

    public async Task<Result<ReplayedDeliveries>> ReplayAllAsync(ReplayDeliveries command, CancellationToken cancellationToken)
    {
        if (command.Status is not (NotificationDeliveryStatus.Failed or NotificationDeliveryStatus.Dead))
            return NotificationErrors.DeliveryStatus;

        var limit = Math.Clamp(command.Limit, 1, NotificationLimits.MaxReplayed);
        var found = await deliveries.FindIdsAsync(command, limit + 1, cancellationToken);
        var replayed = await Task.WhenAll(found.Take(limit).Select(id => ReplayAsync(id.ToString(), cancellationToken)));
        // One that somebody else has replayed meanwhile is theirs.
        return new ReplayedDeliveries(replayed.Count(static one => one.IsSuccess), found.Length > limit);
    }

    public async Task<string> GetPushKeyAsync(CancellationToken cancellationToken) =>
        (await GrainFactory.GetGrain<IVapidKeyGrain>("0").GetAsync(cancellationToken)).PublicKey;

    public async Task<Result> UnsubscribeAsync(string token, CancellationToken cancellationToken)
    {
        if (!links.TryRead(token, out var accountId, out var categories))
            return NotificationErrors.UnsubscribeTokenInvalid;

        foreach (var category in categories)
            await GrainFactory.GetGrain<INotificationPreferencesGrain>(accountId).UnsubscribeAsync(category, cancellationToken);
        return Result.Success;
    }
}
