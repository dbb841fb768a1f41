using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Chat;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// The clients that are connected to this process, and the rooms that they have joined. It hears of rooms by one stream of its own (<see cref="ChatNodes"/>)
/// and keeps the rooms' leases; it ends connections whose session or token has ended, and all of them when the process stops. It decides nothing about
/// rooms: those answer for themselves. Thread-safe.
/// </summary>
public sealed partial class NodeRealtime : BackgroundService, IHostedLifecycleService
{
    /// <summary>How long before its token expires a client is told.</summary>
    public static readonly TimeSpan ExpiryWarning = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long a client may take to answer a goodbye.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);

    private const int RenewalsAtOnce = 64;

    private readonly ConcurrentDictionary<ClientConnection, byte> _connections = new();
    private readonly ConnectionTable _accounts = new();
    private readonly ConcurrentDictionary<string, RoomFeed> _feeds = new(StringComparer.Ordinal);
    private readonly IClusterClient _cluster;
    private readonly RevokedSessions _revoked;
    private readonly RealtimeInstruments _instruments;
    private readonly Lazy<IConnectionListener[]> _listeners;
    private readonly TimeProvider _time;
    private readonly ILogger<NodeRealtime> _logger;
    private readonly TimeSpan _writePatience;
    private readonly NodeStream<RoomNews> _news;
    private volatile bool _isStopping;

    /// <summary>Called by the container.</summary>
    public NodeRealtime(
        IClusterClient cluster, RevokedSessions revoked, IOptions<RealtimeOptions> options, RealtimeInstruments instruments, IServiceProvider services,
        TimeProvider time, ILogger<NodeRealtime> logger)
    {
        (_cluster, _revoked, _instruments, _time, _logger, Options) = (cluster, revoked, instruments, time, logger, options.Value);
        _writePatience = TimeSpan.FromSeconds(Options.WriteSeconds);
        // Listeners may want the node.
        _listeners = new Lazy<IConnectionListener[]>(() => [.. services.GetServices<IConnectionListener>()]);
        NodeId = Guid.CreateVersion7(time.GetUtcNow()).ToString();
        _news = new NodeStream<RoomNews>(cluster, ChatNodes.StreamNamespace, NodeId, Take);
        instruments.Observe(() => _connections.Count, () => _accounts.Count, () => _feeds.Count);
        revoked.Revoked += OnRevoked;
    }

    /// <summary>The name of this process among those with connected clients.</summary>
    public string NodeId { get; }

    /// <summary>Whether no more clients are taken.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>The accounts that are connected here.</summary>
    public ICollection<string> Accounts => _accounts.Ids;

    /// <summary>The rooms that clients here have joined.</summary>
    public ICollection<string> JoinedRooms => _feeds.Keys;

    internal RealtimeOptions Options { get; }

    /// <summary>What an account is connected here for.</summary>
    public ConnectionTopics TopicsOf(string accountId) => _accounts.TopicsOf(accountId);

    /// <summary>
    /// Takes a client. Whoever gets a connection must call <see cref="Disconnect"/> when it has ended. Errors: <c>too_many_connections</c>,
    /// <c>session_ended</c>.
    /// </summary>
    public Result<ClientConnection> Connect(TokenIdentity identity, ConnectionTopics topics, IFrameWriter writer)
    {
        var connection = new ClientConnection(identity, topics, writer, Options.Queue, _instruments, _time);
        var before = _accounts.TopicsOf(identity.Subject);
        if (!_accounts.TryAdd(connection, Options.ConnectionsPerAccount))
            return RealtimeErrors.TooManyConnections(Options.ConnectionsPerAccount);
        _connections.TryAdd(connection, 0);
        // It may have ended while it was checked: whoever ends it now finds the connection.
        if (_revoked.Contains(identity.SessionId))
        {
            Disconnect(connection);
            return RealtimeErrors.SessionEnded;
        }

        if ((before | topics) != before)
        {
            foreach (var listener in _listeners.Value)
                listener.Connected(identity.Subject, before | topics);
        }

        if (_isStopping)
            connection.Close(CloseReason.Restarting);
        return connection;
    }

    /// <summary>A client is gone. Repeating it does nothing.</summary>
    public void Disconnect(ClientConnection connection)
    {
        connection.Gone();
        if (!_connections.TryRemove(connection, out _))
            return;
        RoomSeat[] seats;
        lock (connection.Seats)
        {
            seats = [.. connection.Seats.Values];
            connection.Seats.Clear();
        }

        foreach (var seat in seats)
            Remove(seat);
        if (!_accounts.Remove(connection))
            return;
        foreach (var listener in _listeners.Value)
            listener.Disconnected(connection.AccountId);
    }

    /// <summary>Tells an account, on all its connections that are for it.</summary>
    public void Deliver(string accountId, ConnectionTopics topics, ServerFrame frame)
    {
        foreach (var connection in _accounts.Of(accountId))
        {
            if ((connection.Topics & topics) != 0)
                connection.Enqueue(frame);
        }
    }

    /// <summary>Tells all who have joined a room here, or some of them.</summary>
    public void Broadcast(string roomId, ServerFrame frame, Func<ClientConnection, bool>? only = null)
    {
        if (_feeds.TryGetValue(roomId, out var feed))
            feed.Broadcast(frame, only);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ListenAsync();
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Before the server stops listening: it would wait for the connections. They are closed one after the other, so that whoever comes back at once
    /// comes back to another process and not all in the same moment.
    /// </summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        const int steps = 20;
        var open = _connections.Keys.ToArray();
        var pause = TimeSpan.FromSeconds(Options.CloseSpreadSeconds) / steps;
        var each = Math.Max(1, (open.Length + steps - 1) / steps);
        for (var i = 0; i < open.Length; i++)
        {
            open[i].Enqueue(SystemFrames.Closing(CloseReason.Restarting, retryAfter: TimeSpan.FromMilliseconds(Random.Shared.Next(0, 5_000))));
            open[i].Close(CloseReason.Restarting);
            if ((i + 1) % each == 0 && pause > TimeSpan.Zero)
                await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _revoked.Revoked -= OnRevoked;
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepInterval, _time);
        var renewedAt = _time.GetTimestamp();
        var renewing = Task.CompletedTask;
        var joining = JoinAddedAsync(stoppingToken);
        while (await WaitAsync(timer, stoppingToken))
        {
            Sweep();
            if (!renewing.IsCompleted || _time.GetElapsedTime(renewedAt) < ChatNodes.RenewEvery)
                continue;
            renewedAt = _time.GetTimestamp();
            renewing = RenewAsync(stoppingToken);
        }

        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await joining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Ends what has expired or hangs.</summary>
    private void Sweep()
    {
        var now = _time.GetUtcNow();
        foreach (var (connection, _) in _connections)
        {
            var expiresAt = connection.Identity.ExpiresAt;
            if (now >= expiresAt)
            {
                connection.Close(CloseReason.TokenExpired);
            }
            else if (now >= expiresAt - ExpiryWarning && !connection.IsWarned)
            {
                connection.IsWarned = true;
                connection.Enqueue(SystemFrames.TokenExpiring(expiresAt));
            }

            connection.CutWhenStuck(_writePatience, EndPatience);
        }
    }

    private void OnRevoked(object? sender, Revocation revocation)
    {
        foreach (var connection in _accounts.Of(revocation.AccountId))
        {
            if (connection.SessionId == revocation.SessionId)
                connection.Close(CloseReason.SessionEnded);
        }
    }

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        await ListenAsync();
        await Parallel.ForEachAsync(
            _feeds.Values, new ParallelOptions { MaxDegreeOfParallelism = RenewalsAtOnce, CancellationToken = cancellationToken },
            async (feed, token) =>
            {
                try
                {
                    if (await feed.RenewAsync(token) is null)
                        return;
                    foreach (var seat in feed.Everybody())
                        Evict(seat);
                }
                catch (Exception exception) when (!token.IsCancellationRequested)
                {
                    LogNotRenewed(exception, feed.RoomId);
                }
            });
    }

    private async Task ListenAsync()
    {
        try
        {
            await _news.ListenAsync();
        }
        catch (Exception exception)
        {
            LogNotListening(exception);
        }
    }

    private void Take(RoomNews news)
    {
        if (_feeds.TryGetValue(news.RoomId, out var feed))
            feed.Take(news);
    }

    [LoggerMessage(6601, LogLevel.Warning, "The news of rooms could not be listened to; clients get them every {RenewSeconds} seconds until it can.")]
    private partial void LogNotListening(Exception exception, double renewSeconds = 10);

    [LoggerMessage(6602, LogLevel.Warning, "Room {RoomId} could not be asked to tell this process further; it is asked again.")]
    private partial void LogNotRenewed(Exception exception, string roomId);
}
