namespace Nusaloka.Grains.Notifications;

/// <summary>Tells people things, any number at once: one write for the inboxes, and further only for whom it goes further.</summary>
internal sealed class NotificationPublisher(NotificationStore store, ConnectedInboxes connected, IGrainFactory grains)
{
    private const int DispatchedAtOnce = 16;

    /// <summary>Tells them. When this returns, all of it is durable; the same again changes nothing.</summary>
    public async Task PublishAsync(IReadOnlyCollection<NewNotification> notifications, CancellationToken cancellationToken)
    {
        if (notifications.Count == 0)
            return;

        var chosen = await store.AddAsync(notifications, cancellationToken);
        await connected.TellAsync(
            notifications.Where(one => chosen.GetValueOrDefault(one.AccountId, NotificationReach.Usual).IsShown(one.Category)), cancellationToken);
        var outgoing = notifications.Where(one => chosen.GetValueOrDefault(one.AccountId, NotificationReach.Usual).GoesOut(one.Category));
        await Parallel.ForEachAsync(
            outgoing,
            new ParallelOptions { MaxDegreeOfParallelism = DispatchedAtOnce, CancellationToken = cancellationToken },
            async (one, token) => await grains.GetGrain<INotificationSettingsGrain>(one.AccountId).DispatchAsync(one.Id, one.Category, also: null, token));
    }
}
