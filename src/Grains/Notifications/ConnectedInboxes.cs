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
    public Task TellAsync(IEnumerable<NewNotification> notifications, CancellationToken cancellationToken) => TellAsync(
        notifications.GroupBy(static one => one.AccountId, static one => one.Id)
            .ToDictionary(static one => one.Key, static one => one.ToImmutableArray(), StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Tells them how many are unread now. Never fails.</summary>
    public Task TellCountsAsync(IEnumerable<string> accountIds, CancellationToken cancellationToken) => TellAsync(
        accountIds.ToDictionary(static one => one, static _ => ImmutableArray<Guid>.Empty, StringComparer.Ordinal), cancellationToken);

    /// <summary>The nodes with clients of somebody; none when that cannot be found out now.</summary>
    public async Task<ImmutableArray<string>> NodesOfAsync(string accountId, CancellationToken cancellationToken)
    {
        try
        {
            var found = await Partition(PresencePartitions.Of(accountId)).FindAsync([accountId], cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return found is [var one] ? one.NotifiedNodeIds : [];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(exception);
            return [];
        }
    }

    private async Task TellAsync(Dictionary<string, ImmutableArray<Guid>> news, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(news.Keys.GroupBy(PresencePartitions.Of).Select(one => TellAsync(one.Key, [.. one], news, cancellationToken)))
                .WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(exception);
        }
    }

    private async Task TellAsync(
        int partition, ImmutableArray<string> accountIds, Dictionary<string, ImmutableArray<Guid>> news, CancellationToken cancellationToken)
    {
        var connected = await Partition(partition).FindAsync(accountIds, cancellationToken);
        // One after the other: many who are told of a room at once take no more than a part of what the silo has for those who talk there.
        foreach (var account in connected.Where(static one => !one.NotifiedNodeIds.IsEmpty))
        {
            await grains.GetGrain<INotificationInboxGrain>(account.AccountId).AnnounceAsync(news[account.AccountId], account.NotifiedNodeIds, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IPresenceGrain Partition(int partition) => grains.GetGrain<IPresenceGrain>(PresencePartitions.Key(partition));

    [LoggerMessage(EventId = 6652, Level = LogLevel.Warning, Message = "Connected people could not be told what is new in their inboxes")]
    private partial void LogNotTold(Exception exception);
}
