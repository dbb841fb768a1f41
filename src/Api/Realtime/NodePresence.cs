using System.Collections.Immutable;
using Nusaloka.Chat;
using Nusaloka.Notifications;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// Tells the partitions of presence who is connected to this process, and clients which members of the rooms that they look at come and go. Thread-safe.
/// </summary>
public sealed partial class NodePresence : BackgroundService, IConnectionListener
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly WatchedRooms _rooms = new();
    private readonly Dictionary<string, ImmutableArray<string>> _hidden = new(StringComparer.Ordinal);
    private readonly PresenceLink[] _links;
    private readonly NodeRealtime _node;
    private readonly NodeInboxes _inboxes;
    private readonly IClusterClient _cluster;
    private readonly TimeProvider _time;
    private readonly ILogger<NodePresence> _logger;

    /// <summary>Called by the container.</summary>
    public NodePresence(NodeRealtime node, NodeInboxes inboxes, IClusterClient cluster, TimeProvider time, ILogger<NodePresence> logger)
    {
        (_node, _inboxes, _cluster, _time, _logger) = (node, inboxes, cluster, time, logger);
        _links =
        [
            .. Enumerable.Range(0, PresencePartitions.Count).Select(partition => new PresenceLink(
                // Asked for when it is spoken to: a client of a cluster knows of no grain before it is connected.
                node.NodeId, () => cluster.GetGrain<IPresenceGrain>(PresencePartitions.Key(partition)),
                node.TopicsOf,
                () => node.Accounts.Where(account => PresencePartitions.Of(account) == partition),
                node.Take)),
        ];
    }

    /// <inheritdoc/>
    public void Connected(string accountId, ConnectionTopics topics)
    {
        var link = Link(accountId);
        // An account of which it is known that it wants notifications is not reported again.
        if ((topics & ConnectionTopics.Notifications) != 0 && link.IsNotified(accountId))
            _inboxes.Greet(accountId);
        else
            link.Touch(accountId);
    }

    /// <inheritdoc/>
    public void Disconnected(string accountId)
    {
        Link(accountId).Touch(accountId);
        lock (_gate)
        {
            // They may be back already; then their client asks again when it looks.
            Unwatch(_rooms.Remove(accountId));
        }
    }

    /// <summary>Another client of an account that is known already: it is told how many notifications are unread. The first is when inboxes know of it.</summary>
    public void Welcome(string accountId)
    {
        if (Link(accountId).IsNotified(accountId))
            _inboxes.Greet(accountId);
    }

    /// <summary>Tells a client which members of a room are there, and from then on who comes and goes. Errors: those of <see cref="WatchAsync"/> and <c>session_ended</c>.</summary>
    public async Task<Result> TellAsync(ChatSession session, string roomId, string? requestId, CancellationToken cancellationToken)
    {
        if (await session.RefusedAsync(cancellationToken) is { } error)
            return error;
        var found = await WatchAsync(session.Connection, ChatSession.Canonical(roomId), cancellationToken);
        if (!found.IsSuccess)
            return found.Error;
        session.Connection.Enqueue(PresenceFrames.Of(ChatSession.Canonical(roomId), found.Value, requestId));
        return Result.Success;
    }

    /// <summary>
    /// Which members of a room are there; from now on the client hears who comes and goes, as long as it has joined the room. Errors: <c>room_not_found</c>.
    /// </summary>
    public async Task<Result<RoomPresence>> WatchAsync(ClientConnection connection, string roomId, CancellationToken cancellationToken)
    {
        var found = await _cluster.GetGrain<IChatRoomGrain>(roomId).GetPresenceAsync(connection.Caller, cancellationToken);
        if (!found.IsSuccess)
            return found;
        lock (_gate)
        {
            if (!found.Value.IsShown)
            {
                Unwatch(_rooms.Drop(roomId));
                return found;
            }

            if (_node.TopicsOf(connection.AccountId) == ConnectionTopics.None)
                return found;
            foreach (var accountId in _rooms.Add(roomId, connection.AccountId, found.Value.Members.Select(static member => member.AccountId)))
                Link(accountId).Watch(accountId, isWanted: true);
        }

        return found;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // When it is not heard, the lease ends.
        await Task.WhenAll(_links.Select(link => link.LeaveAsync(cancellationToken))).WaitAsync(LeavePatience, _time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (presence, rooms, members, inboxes) = (
            Stream<PresenceNews>(PresencePartitions.StreamNamespace, Take), Stream<RoomNews>(ChatNodes.StreamNamespace, Take),
            Stream<MembershipNews>(MembershipNodes.StreamNamespace, _node.Take), Stream<InboxNews>(InboxNodes.StreamNamespace, _inboxes.Tell));
        // Nobody is told of clients here before their news can come.
        await Task.WhenAll(
            BeginAsync(presence, stoppingToken), BeginAsync(rooms, stoppingToken), BeginAsync(members, stoppingToken), BeginAsync(inboxes, stoppingToken));
        await Task.WhenAll(
        [
            .. _links.Select(link => TellAsync(link, stoppingToken)),
            GoOnAsync(presence, stoppingToken), GoOnAsync(rooms, stoppingToken), GoOnAsync(members, stoppingToken), GoOnAsync(inboxes, stoppingToken),
        ]);
    }

    private PresenceLink Link(string accountId) => _links[PresencePartitions.Of(accountId)];

    private async Task TellAsync(PresenceLink link, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        var toldAt = _time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (link.HasNews || _time.GetElapsedTime(toldAt) >= PresencePartitions.RenewEvery)
                {
                    toldAt = _time.GetTimestamp();
                    foreach (var accountId in await link.ReportAsync(stoppingToken))
                        _inboxes.Greet(accountId);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogNotTold(exception);
                await Task.Delay(Pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ((Task)timer.WaitForNextTickAsync(stoppingToken).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private NodeStream<T> Stream<T>(string name, Action<T> take) => new(_cluster, name, _node.NodeId, take);

    private async Task BeginAsync<T>(NodeStream<T> stream, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && !await TryListenAsync(stream))
            await Task.Delay(Pause, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>That this process listens may be forgotten with a silo.</summary>
    private async Task GoOnAsync<T>(NodeStream<T> stream, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(ChatNodes.RenewEvery, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
                await TryListenAsync(stream);
        }
    }

    private async Task<bool> TryListenAsync<T>(NodeStream<T> stream)
    {
        try
        {
            await stream.ListenAsync();
            return true;
        }
        catch (Exception exception)
        {
            LogNotListening(exception, stream.Namespace);
            return false;
        }
    }

    private void Take(PresenceNews news)
    {
        foreach (var changed in news.Changed)
            Tell(changed);
    }

    private void Take(RoomNews news)
    {
        foreach (var one in news.Events)
        {
            if (one.Member is { } member)
                Take(news.RoomId, member);
        }
    }

    private void Take(string roomId, MemberNews member)
    {
        lock (_gate)
        {
            if (member.Change is MemberChange.Left or MemberChange.Removed)
                Unwatch(_rooms.Leave(roomId, member.AccountId));
            else if (member.Change == MemberChange.Joined)
                Unwatch(_rooms.Join(roomId));
        }
    }

    private void Tell(WatchedPresence changed)
    {
        var accountId = changed.Presence.AccountId;
        IReadOnlyList<(string RoomId, ImmutableHashSet<string> Viewers)> rooms;
        ImmutableArray<string> before;
        lock (_gate)
        {
            rooms = _rooms.Of(accountId);
            before = _hidden.GetValueOrDefault(accountId, []);
            if (rooms.Count > 0 && !changed.HiddenFrom.IsEmpty)
                _hidden[accountId] = changed.HiddenFrom;
            else
                _hidden.Remove(accountId);
        }

        foreach (var (roomId, viewers) in rooms)
        {
            _node.Broadcast(roomId, PresenceFrames.Of(roomId, changed.Presence), connection =>
                viewers.Contains(connection.AccountId) && connection.AccountId != accountId && !changed.HiddenFrom.Contains(connection.AccountId));
            // Whoever may not see them from now on sees them go, and then nothing.
            if (changed.HiddenFrom.Except(before).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } newly)
                _node.Broadcast(roomId, PresenceFrames.Of(roomId, Presence.Hidden(accountId)), connection =>
                    viewers.Contains(connection.AccountId) && newly.Contains(connection.AccountId));
        }
    }

    private void Unwatch(IEnumerable<string> accountIds)
    {
        foreach (var accountId in accountIds)
        {
            _hidden.Remove(accountId);
            Link(accountId).Watch(accountId, isWanted: false);
        }
    }

    [LoggerMessage(6660, LogLevel.Warning, "A partition of presence could not be told who is connected here; it is tried again.")]
    private partial void LogNotTold(Exception exception);

    [LoggerMessage(6661, LogLevel.Warning, "The stream {Stream} could not be listened to; it is tried again.")]
    private partial void LogNotListening(Exception exception, string stream);
}
