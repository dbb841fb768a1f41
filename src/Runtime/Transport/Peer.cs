using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>
/// The way to one silo: the connection, made when it is first needed and again when it was lost. Calls wait while it is made; when that
/// fails they fail at once, and so do others until it is time to try again.
/// </summary>
internal sealed partial class Peer(TransportContext transport, SiloAddress silo, string direction, Func<Peer, Task<OutgoingConnection>> connect)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile OutgoingConnection? _connection;
    private TaskCompletionSource<OutgoingConnection>? _attempt;
    private List<GrainCall> _waiting = [];
    private SiloUnavailableException? _failure;
    private TimeSpan _pause;
    private long _failedAt;
    private bool _closed;
    private CallRouter? _router;

    public SiloAddress Silo => silo;

    /// <summary>What Microsoft Orleans calls the kind of connection.</summary>
    public string Direction => direction;

    /// <summary>Sends a call; it settles or goes back to the router.</summary>
    public void Send(GrainCall call, CallRouter router)
    {
        _router ??= router;
        if (_connection?.TrySend(call) != true) SendLater(call);
    }

    /// <summary>The connection, made if need be.</summary>
    /// <exception cref="SiloUnavailableException">It cannot be made.</exception>
    public Task<OutgoingConnection> ConnectAsync()
    {
        lock (_gate)
        {
            if (_connection is { IsClosed: false } connection) return Task.FromResult(connection);
            if (_closed) return Task.FromException<OutgoingConnection>(Gone());
            if (_attempt is null)
            {
                if (IsPausing) return Task.FromException<OutgoingConnection>(Unreachable());
                Begin();
            }

            return _attempt!.Task;
        }
    }

    /// <summary>Keeps the connection alive or gives it up.</summary>
    public void CheckLife() => _connection?.CheckLife();

    /// <summary>The silo is gone: its calls fail now, and there is no connection any more.</summary>
    public void Close()
    {
        List<GrainCall> waiting;
        OutgoingConnection? connection;
        lock (_gate)
        {
            _closed = true;
            connection = _connection;
            _connection = null;
            waiting = TakeWaiting();
        }

        if (connection is { HasSaidGoodbye: true }) _ = CloseLaterAsync(connection);
        else connection?.Close(Gone());
        foreach (var call in waiting) HandBack(call, 0, Gone());
    }

    /// <summary>Sends what waits, then closes.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_connection is { } connection) await connection.FinishAsync(cancellationToken).ConfigureAwait(false);
        Close();
    }

    /// <summary>A silo that has said goodbye closes the connection itself, when its last answers are on their way.</summary>
    private async Task CloseLaterAsync(OutgoingConnection connection)
    {
        await Task.Delay(transport.Options.GoodbyeTimeout, transport.Time).ConfigureAwait(false);
        connection.Close(Gone());
    }

    /// <summary>The connection has ended.</summary>
    public void Disconnected(OutgoingConnection connection)
    {
        lock (_gate)
        {
            if (_connection == connection) _connection = null;
        }
    }

    /// <summary>A call that did not run goes to whoever has the grain now; if that is this silo still, it fails.</summary>
    public void HandBack(GrainCall call, long viewVersion, Exception reason)
    {
        var view = transport.Membership.View;
        if (_router is { } router && (viewVersion > view.Version || view.Find(silo) is not { Status: SiloStatus.Active }))
        {
            transport.Instruments.CallReturned();
            router.Return(call, viewVersion, reason);
        }
        else
        {
            transport.Instruments.CallRejected();
            call.Reject(reason);
        }
    }

    /// <summary>How long a call's caller waits yet; null when it waits for nothing.</summary>
    public TimeSpan? PatienceOf(GrainCall call)
    {
        if (call.Method.IsOneWay) return null;
        return call.Origin is null ? call.Pending?.RemainingOf(call) : transport.Time.GetElapsedTime(transport.Time.GetTimestamp(), call.ExpiresAt);
    }

    private bool IsPausing => _failure is not null && transport.Time.GetElapsedTime(_failedAt) < _pause;

    private void SendLater(GrainCall call)
    {
        Exception reason;
        while (true)
        {
            OutgoingConnection? connection;
            lock (_gate)
            {
                connection = _connection is { IsClosed: false } open ? open : null;
                if (connection is null)
                {
                    reason = _closed ? Gone() : Unreachable();
                    if (_closed || (_attempt is null && IsPausing)) break;
                    if (_waiting.Count >= transport.Options.MaxOutstandingCalls)
                    {
                        reason = new LimitExceededException(
                            "TransportOptions.MaxOutstandingCalls", _waiting.Count, transport.Options.MaxOutstandingCalls, $"while {silo} is being connected to. The call was not sent; try again later.");
                        break;
                    }

                    _waiting.Add(call);
                    if (_attempt is null) Begin();
                    return;
                }
            }

            if (connection.TrySend(call)) return;
        }

        HandBack(call, 0, reason);
    }

    /// <summary>Begins to connect. Under the lock.</summary>
    private void Begin()
    {
        _attempt = new TaskCompletionSource<OutgoingConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = RunAttemptAsync(_attempt);
    }

    private async Task RunAttemptAsync(TaskCompletionSource<OutgoingConnection> attempt)
    {
        // Not under the lock: a refusal may come at once.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        List<GrainCall> waiting;
        try
        {
            var connection = await connect(this).ConfigureAwait(false);
            bool isGone;
            lock (_gate)
            {
                isGone = _closed;
                _connection = isGone ? null : connection;
                _attempt = null;
                _failure = null;
                _pause = TimeSpan.Zero;
                waiting = TakeWaiting();
            }

            // Reading begins only now: an end that it meets finds the connection in its place.
            _ = connection.RunAsync();
            if (isGone) connection.Close(Gone());
            attempt.TrySetResult(connection);
            foreach (var call in waiting)
            {
                // Nobody waits any more for one that was cancelled meanwhile, or took too long.
                if (!call.IsSettled) Send(call, _router!);
            }
        }
        catch (Exception exception)
        {
            Failed(attempt, exception);
        }
    }

    private void Failed(TaskCompletionSource<OutgoingConnection> attempt, Exception exception)
    {
        List<GrainCall> waiting;
        SiloUnavailableException reason;
        lock (_gate)
        {
            _attempt = null;
            _failure = reason = new SiloUnavailableException($"Silo {silo} cannot be reached: {exception.Message} The call was not sent; try again.", exception) { DidNotRun = true };
            _failedAt = transport.Time.GetTimestamp();
            _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 > LongestPause ? LongestPause : _pause * 2;
            waiting = TakeWaiting();
        }

        LogUnreachable(transport.Logger, silo, exception.Message);
        // A silo that is not there does not answer; one that is there shows itself to the cluster.
        if (exception is SocketException or TimeoutException or HandshakeException) transport.Membership.Suspect(silo);
        attempt.TrySetException(reason);
        // Somebody may wait for it or nobody.
        _ = attempt.Task.Exception;
        if (waiting.Count > 0) _ = HandBackAsync(waiting, reason);
    }

    /// <summary>The silo may have left without a word to this host, so the newest view decides what becomes of the calls.</summary>
    private async Task HandBackAsync(List<GrainCall> waiting, SiloUnavailableException reason)
    {
        using var patience = new CancellationTokenSource(transport.Options.ConnectTimeout, transport.Time);
        await transport.Membership.LookAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var call in waiting) HandBack(call, 0, reason);
    }

    private List<GrainCall> TakeWaiting()
    {
        var waiting = _waiting;
        _waiting = [];
        return waiting;
    }

    private SiloUnavailableException Unreachable() => _failure is { } failure
        ? new SiloUnavailableException(failure.Message, failure) { DidNotRun = true }
        : new SiloUnavailableException($"Silo {silo} cannot be reached. The call was not sent; try again.") { DidNotRun = true };

    private SiloUnavailableException Gone() => new($"Silo {silo} has left the cluster.") { DidNotRun = true };

    [LoggerMessage(203, LogLevel.Warning, "Silo {Silo} cannot be reached: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, SiloAddress silo, string reason);
}
