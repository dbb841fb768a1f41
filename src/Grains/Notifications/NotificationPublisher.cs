namespace Nusaloka.Grains.Notifications;

/// <summary>Tells people things, any number at once: one write for the inboxes and for the events by which it goes further.</summary>
internal sealed class NotificationPublisher(NotificationStore store, ConnectedInboxes connected, TimeProvider time)
{
    /// <summary>What is older has been told and forgotten: an event that comes again so late tells nothing.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    /// <summary>Tells them. When this returns, all of it is durable; the same again changes nothing.</summary>
    public async Task PublishAsync(IReadOnlyCollection<NewNotification> notifications, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - KeptFor;
        NewNotification[] news = [.. notifications.Where(one => one.At > since)];
        if (news.Length == 0)
            return;

        var shown = await store.AddAsync(news, cancellationToken);
        await connected.TellAsync(news.Where(one => shown.Contains(one.Id)), cancellationToken);
    }
}
