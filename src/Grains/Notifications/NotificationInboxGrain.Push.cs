using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nusaloka.Notifications;
using Orleans.Streams;

namespace Nusaloka.Grains.Notifications;

/// <content>What connected clients hear at once.</content>
internal sealed partial class NotificationInboxGrain
{
    public async Task AnnounceAsync(ImmutableArray<Guid> ids, ImmutableArray<string> nodeIds, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await ReaderAsync(cancellationToken);
            var found = await store.FindAsync(ids, cancellationToken);
            await TellAsync([.. found.Where(one => one.AccountId == Id).Select(one => one.For(reader))], nodeIds, cancellationToken);
        }
        catch (Exception exception)
        {
            // It is in the list; whoever publishes it tells others.
            LogNotTold(exception, Id);
        }
    }

    /// <summary>The person's clients show how many are unread now.</summary>
    private async Task TellCountAsync(CancellationToken cancellationToken)
    {
        var nodeIds = await connected.NodesOfAsync(Id, cancellationToken);
        if (nodeIds.IsEmpty)
            return;
        try
        {
            await TellAsync([], nodeIds, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(exception, Id);
        }
    }

    private async Task TellAsync(ImmutableArray<Notification> notifications, ImmutableArray<string> nodeIds, CancellationToken cancellationToken)
    {
        var news = new InboxNews(Id, notifications, await CountUnreadAsync(cancellationToken));
        var streams = this.GetStreamProvider(StreamProviders.Realtime);
        foreach (var nodeId in nodeIds)
            await streams.GetStream<InboxNews>(InboxNodes.StreamNamespace, nodeId).OnNextAsync(news);
    }

    [LoggerMessage(EventId = 6653, Level = LogLevel.Warning, Message = "The clients of {AccountId} could not be told what is new in the inbox")]
    private partial void LogNotTold(Exception exception, string accountId);
}
