using System.Threading.Channels;
using Nusaloka.Api.Notifications;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// Tells connected people what is new in their inboxes. A client is greeted with the number of what is unread when inboxes know of it: what was durable before
/// is in the list, and what comes later is told. It is greeted again when they have lost it meanwhile. Thread-safe.
/// </summary>
public sealed partial class NodeInboxes : BackgroundService
{
    private const int GreetedAtOnce = 16;

    private readonly Channel<string> _greetings = Channel.CreateUnbounded<string>();
    private readonly NodeRealtime _node;
    private readonly IClusterClient _cluster;
    private readonly ILogger<NodeInboxes> _logger;

    /// <summary>Called by the container.</summary>
    public NodeInboxes(NodeRealtime node, IClusterClient cluster, ILogger<NodeInboxes> logger) => (_node, _cluster, _logger) = (node, cluster, logger);

    /// <summary>Tells an account soon how many are unread, if it has a connection that is for notifications.</summary>
    public void Greet(string accountId)
    {
        if ((_node.TopicsOf(accountId) & ConnectionTopics.Notifications) != 0)
            _greetings.Writer.TryWrite(accountId);
    }

    /// <summary>What an inbox tells this process.</summary>
    internal void Tell(InboxNews news)
    {
        foreach (var notification in news.Notifications)
        {
            _node.Deliver(news.AccountId, ConnectionTopics.Notifications, new ServerFrame(new FrameBody("notification")
            {
                Payload = new NotificationPayload(NotificationResponse.Of(notification), news.Unread),
            }));
        }

        if (news.Notifications.IsEmpty)
            _node.Deliver(news.AccountId, ConnectionTopics.Notifications, Unread(news.Unread));
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _greetings.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = GreetedAtOnce, CancellationToken = stoppingToken },
        async (accountId, token) =>
        {
            try
            {
                var unread = await _cluster.GetGrain<INotificationInboxGrain>(accountId).CountUnreadAsync(token);
                _node.Deliver(accountId, ConnectionTopics.Notifications, Unread(unread));
            }
            catch (Exception exception) when (!token.IsCancellationRequested)
            {
                LogNotGreeted(exception, accountId);
            }
        });

    private static ServerFrame Unread(int count) => new(new FrameBody("unread") { Payload = new UnreadCountResponse(count) }, FrameClass.Droppable, "unread");

    [LoggerMessage(6663, LogLevel.Warning, "{AccountId} could not be told how many notifications are unread.")]
    private partial void LogNotGreeted(Exception exception, string accountId);

    private sealed record NotificationPayload(NotificationResponse Notification, int UnreadCount);
}
