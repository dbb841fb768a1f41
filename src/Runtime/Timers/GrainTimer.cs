using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Messaging;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Timers;

/// <summary>A timer of an activation. A tick that is due is a request in the activation's mailbox; there is at most one at a time.</summary>
internal sealed partial class GrainTimer : Request, IGrainTimer
{
    // In milliseconds; 49 days.
    private const uint LongestWait = uint.MaxValue - 1;

    private readonly ActivationData _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Lock _gate = new();
    private TimeSpan _period;
    private TimeSpan? _dueAfterTick;
    private bool _ticking;
    private bool _disposed;
    private bool _cancelled;

    public GrainTimer(ActivationData activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options, TimeProvider time, ILogger logger)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _logger = logger;
        // What the grain has in its execution context now is not for the ticks.
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static state => ((GrainTimer)state!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        flow?.Undo();
    }

    public override bool IsAlwaysInterleave => _options.Interleave;

    public override bool IsBounded => false;

    public override bool CountsAsUse => _options.KeepAlive;

    public override bool IsSettled => _disposed;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (_gate)
        {
            if (_disposed) return;
            _period = period;
            if (_ticking) _dueAfterTick = dueTime;
            else _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public override Task InvokeAsync(ActivationData activation) => _callback(_stopped.Token);

    public override void Complete(Task outcome)
    {
        if (outcome.IsFaulted) LogTickFailed(_logger, outcome.Exception!.InnerException!, _activation.GrainId);
        lock (_gate)
        {
            _ticking = false;
            if (_disposed) return;
            _timer.Change(_dueAfterTick ?? _period, Timeout.InfiniteTimeSpan);
            _dueAfterTick = null;
        }
    }

    public override void Reject(Exception reason)
    {
    }

    public override bool TryReroute(CallRouter router) => false;

    /// <summary>From here on it does not tick. What the grain has hung on the token is its code: it runs in its turn.</summary>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _timer.Dispose();
        _activation.RunInTurn(CancelTick);
    }

    private void CancelTick()
    {
        if (Interlocked.Exchange(ref _cancelled, true)) return;
        _activation.Forget(this);
        try
        {
            _stopped.Cancel();
        }
        catch (Exception exception)
        {
            // What the grain hung on the token must not keep the activation from ending.
            LogCancelFailed(_logger, exception, _activation.GrainId);
        }
    }

    // What the system's timers can do, told at once and not after the first tick.
    private static void Validate(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, LongestWait, name);
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_disposed || _ticking) return;
            _ticking = true;
        }

        _activation.TryEnqueue(this);
    }

    [LoggerMessage(120, LogLevel.Error, "A timer of grain {GrainId} failed; it goes on ticking.")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(121, LogLevel.Error, "Stopping a timer of grain {GrainId} failed in what was registered on its token.")]
    private static partial void LogCancelFailed(ILogger logger, Exception exception, GrainId grainId);
}
