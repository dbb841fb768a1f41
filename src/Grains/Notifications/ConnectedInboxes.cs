using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nusaloka.Chat;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Notifications;

/// <summary>Has those hear at once of what is in their inbox who are connected. Whoever is not costs nothing but a part of one call for many.</summary>
internal sealed partial class ConnectedInboxes(IGrainFactory grains, TimeProvider time, ILogger<ConnectedInboxes> logger)
{
    /// <summary>What is durable waits no longer for this: whoever is not told now sees it in the list.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Tells them of what is durable. Never fails.</summary>
    public async Task TellAsync(IEnumerable<NewNotification> notifications, CancellationToken cancellationToken)
    {
        var partitions = notifications.GroupBy(static one => PresencePartitions.Of(one.AccountId)).Select(one => TellAsync(one.Key, [.. one], cancellationToken));
        try
        {
            await Task.WhenAll(partitions).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(exception);
        }
    }

    /// <summary>The nodes with clients of somebody; none when that cannot be found out now.</summary>
    public async Task<ImmutableArray<string>> NodesOfAsync(string accountId, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Partition(PresencePartitions.Of(accountId)).FindAsync([accountId], cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return found is [var one] ? one.NodeIds : [];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(exception);
            return [];
        }
    }

    private async Task TellAsync(int partition, NewNotification[] notifications, CancellationToken cancellationToken)
    {
        var connected = await Partition(partition).FindAsync(
            [.. notifications.Select(static one => one.AccountId).Distinct(StringComparer.Ordinal)], cancellationToken);
        foreach (var account in connected)
        {
            await grains.GetGrain<INotificationInboxGrain>(account.AccountId).AnnounceAsync(
                [.. notifications.Where(one => one.AccountId == account.AccountId).Select(static one => one.Id)], account.NodeIds, cancellationToken);
        }
    }

    private IPresenceGrain Partition(int partition) => grains.GetGrain<IPresenceGrain>(PresencePartitions.Key(partition));

    [LoggerMessage(EventId = 6652, Level = LogLevel.Warning, Message = "Connected people could not be told what is new in their inboxes")]
    private partial void LogNotTold(Exception exception);
}
