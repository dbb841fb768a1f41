using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Metrics;
using Nusaloka.Runtime.Timers;
using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>How an activation comes and goes.</summary>
internal sealed partial class ActivationData
{
    private readonly List<IActivationParticipant> _participants = [];
    private readonly HashSet<GrainTimer> _timers = [];
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AsyncServiceScope? _scope;
    private DeactivationReason? _deactivation;
    private CancellationToken _deactivationToken;
    private ITimer? _drainClock;
    private bool _drainIsOver;

    public Task Deactivated => _deactivated.Task;

    /// <summary>Something to be ready before OnActivateAsync. While the instance is created.</summary>
    public void AddParticipant(IActivationParticipant participant) => _participants.Add(participant);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_deactivation is not null || _state == ActivationState.Gone) return;
            _deactivation = deactivationReason;
            _deactivationToken = cancellationToken;
            if (_state == ActivationState.New && _mailbox.IsEmpty)
            {
                // Nothing was asked of it, so there is nothing to take down.
                _state = ActivationState.Gone;
                _deactivated.TrySetResult();
                _catalog.Remove(this);
                return;
            }

            // What runs may come to its end, but not keep the grain from its next activation for ever.
            if (_state != ActivationState.Active || _mailbox.RunningCount > 0) _drainClock = _catalog.Time.CreateTimer(static state => ((ActivationData)state!).EndDrain(), this, _catalog.Collection.DeactivationTimeout, Timeout.InfiniteTimeSpan);
        }

        if (deactivationReason.ReasonCode is DeactivationReasonCode.Migrating or DeactivationReasonCode.ShuttingDown) StopTimers();
        _scheduler.Wake();
    }

    public void DelayDeactivation(TimeSpan span)
    {
        lock (_gate)
        {
            var now = _catalog.Time.GetUtcNow();
            _keepUntil = span < TimeSpan.Zero ? 0 : span > DateTimeOffset.MaxValue - now ? long.MaxValue : (now + span).UtcTicks;
        }
    }

    /// <summary>
    /// While this activation waits to begin: requests of the grain still run at that silo and may wait for calls that came here, so those
    /// that may interleave are sent there.
    /// </summary>
    public void SendInterleavingTo(SiloAddress silo)
    {
        List<GrainCall> calls;
        lock (_gate)
        {
            if (_state != ActivationState.Activating) return;
            calls = _mailbox.TakeInterleavingCalls();
        }

        foreach (var call in calls) _catalog.Router.SendTo(silo, call);
    }

    /// <summary>Whether nothing was asked of it for that long.</summary>
    public bool IsIdleFor(TimeSpan age)
    {
        lock (_gate)
        {
            return _state == ActivationState.Active
                && _deactivation is null
                && _mailbox.IsEmpty
                && _catalog.Time.GetElapsedTime(_lastUsed) >= age
                && _catalog.Time.GetUtcNow().UtcTicks >= _keepUntil;
        }
    }

    /// <summary>Completes when nothing waits or runs here.</summary>
    public Task WhenIdle()
    {
        lock (_gate)
        {
            if (_mailbox.IsEmpty || _state == ActivationState.Gone) return Task.CompletedTask;
            if (_idle is null || _idle.Task.IsCompleted) _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Drops the activation as if its process had died: nothing runs to its end, every caller is told. What has not begun goes to the grain's new silo, if there is one.</summary>
    public void Abort(Exception reason)
    {
        List<Request> running;
        List<Request> waiting;
        lock (_gate)
        {
            _state = ActivationState.Gone;
            running = _mailbox.TakeRunning();
            waiting = _mailbox.TakeWaiting();
            _drainClock?.Dispose();
        }

        StopTimers();
        _catalog.Remove(this);
        foreach (var request in running) request.Reject(reason);
        foreach (var request in waiting) request.TryReroute(_catalog.Router);
        _deactivated.TrySetResult();
    }

    private async Task ActivateAsync()
    {
        if (!await _catalog.AcquireAsync(this))
        {
            await EndAsync(request => request.TryReroute(_catalog.Router));
            return;
        }

        // The silo may have been aborted meanwhile.
        if (IsGone) return;
        var cause = FirstCall();
        RequestContext.Data = cause?.Context;
        using var activity = Tracing.StartActivation(GrainId, cause?.TraceParent ?? default);
        try
        {
            using var patience = new CancellationTokenSource(_catalog.Collection.ActivationTimeout, _catalog.Time);
            _scope = _catalog.Services.CreateAsyncScope();
            ActivationServices.GetRequiredService<GrainContextHolder>().Context = this;
            GrainInstance = Class.CreateInstance(this);
            foreach (var participant in _participants) await participant.StartAsync(patience.Token).WaitAsync(patience.Token);
            if (GrainInstance is IGrainBase grain) await grain.OnActivateAsync(patience.Token).WaitAsync(patience.Token);
            _catalog.Instruments.ActivationCreated(GrainId.Type.ToString());
        }
        catch (Exception exception)
        {
            Tracing.Fail(activity, exception);
            _catalog.Instruments.ActivationFailed();
            LogActivationFailed(_catalog.Logger, exception, GrainId);
            await EndAsync(request => request.Reject(exception));
            return;
        }

        lock (_gate)
        {
            if (_state == ActivationState.Activating) _state = ActivationState.Active;
            _lastUsed = _catalog.Time.GetTimestamp();
        }

        _scheduler.Wake();
    }

    private async Task DeactivateAsync(DeactivationReason reason)
    {
        StopTimers();
        try
        {
            using var patience = new CancellationTokenSource(_catalog.Collection.DeactivationTimeout, _catalog.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _deactivationToken);
            if (GrainInstance is IGrainBase grain) await grain.OnDeactivateAsync(reason, both.Token).WaitAsync(both.Token);
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(_catalog.Logger, exception, GrainId, reason.ReasonCode);
        }

        _catalog.Instruments.ActivationDestroyed(GrainId.Type.ToString());
        // A grain that ends itself before it takes anything would do so for ever.
        var tookNothing = Calls == 0 && reason.ReasonCode is not (DeactivationReasonCode.Migrating or DeactivationReasonCode.ShuttingDown);
        await EndAsync(request =>
        {
            if (tookNothing && request is GrainCall call) _catalog.SendOn(call, reason);
            else request.TryReroute(_catalog.Router);
        });
    }

    /// <summary>Closes the activation; what waits is handed on. Only then can the next activation of the grain begin.</summary>
    private async Task EndAsync(Action<Request> handOn)
    {
        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else if (GrainInstance is IDisposable disposable) disposable.Dispose();
            if (_scope is { } scope) await scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            LogDisposeFailed(_catalog.Logger, exception, GrainId);
        }

        List<Request> waiting;
        lock (_gate)
        {
            _state = ActivationState.Gone;
            waiting = _mailbox.TakeWaiting();
            _idle?.TrySetResult();
            _drainClock?.Dispose();
        }

        StopTimers();
        _catalog.Remove(this);
        foreach (var request in waiting) handOn(request);
        _deactivated.TrySetResult();
    }

    private bool IsGone
    {
        get
        {
            lock (_gate) return _state == ActivationState.Gone;
        }
    }

    private void EndDrain()
    {
        lock (_gate)
        {
            if (_state != ActivationState.Active || _mailbox.RunningCount == 0) return;
            _drainIsOver = true;
        }

        LogDrainOver(_catalog.Logger, GrainId, _catalog.Collection.DeactivationTimeout);
        _scheduler.Wake();
    }

    /// <summary>The call that made the activation necessary.</summary>
    private GrainCall? FirstCall()
    {
        lock (_gate) return _mailbox.FirstWaiting as GrainCall;
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (_gate) timers = [.. _timers];
        foreach (var timer in timers) timer.Dispose();
    }

    [LoggerMessage(110, LogLevel.Error, "Grain {GrainId} could not be activated.")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(111, LogLevel.Error, "Grain {GrainId} failed to deactivate ({Reason}).")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, GrainId grainId, DeactivationReasonCode reason);

    [LoggerMessage(112, LogLevel.Error, "Grain {GrainId} failed to dispose.")]
    private static partial void LogDisposeFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(113, LogLevel.Warning, "Grain {GrainId} is taken down with requests that have not ended within {Timeout}.")]
    private static partial void LogDrainOver(ILogger logger, GrainId grainId, TimeSpan timeout);
}
