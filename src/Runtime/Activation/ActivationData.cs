using Nusaloka.Runtime.Filters;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Metrics;
using Nusaloka.Runtime.Timers;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Nusaloka.Runtime.Activation;

/// <summary>
/// One activation. Its requests run on its scheduler, one turn at a time; what other threads touch is under its lock.
/// The way of a request: <see cref="TryEnqueue"/> on the sender's thread, <see cref="Pump"/> and the rest on the scheduler.
/// </summary>
internal sealed partial class ActivationData : IGrainContext
{
    private const int RequestsPerPump = 32;

    private readonly Lock _gate = new();
    private readonly Catalog _catalog;
    private readonly Mailbox _mailbox;
    private readonly TurnScheduler _scheduler;
    private readonly CallCounters? _counters;
    private ActivationState _state;
    private long _lastUsed;
    private long _keepUntil;
    private long _calls;
    private long _errors;
    private TaskCompletionSource? _idle;

    public ActivationData(GrainClass grainClass, GrainId grainId, Catalog catalog)
    {
        Class = grainClass;
        GrainId = grainId;
        _catalog = catalog;
        _mailbox = new Mailbox(grainClass.IsReentrant, catalog.MailboxLimitOf(grainClass));
        _scheduler = new TurnScheduler(this);
        _counters = catalog.CountersOf(grainClass);
        _lastUsed = catalog.Time.GetTimestamp();
    }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public GrainReference GrainReference => _catalog.References.GetUntypedReference(GrainId);

    public ActivationId ActivationId { get; } = new(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));

    public GrainAddress Address => new() { GrainId = GrainId, ActivationId = ActivationId, SiloAddress = _catalog.SiloAddress };

    public IServiceProvider ActivationServices => _scope?.ServiceProvider
        ?? throw new InvalidOperationException($"Activation {this} has no services: it is {_state}.");

    /// <summary>How many requests wait or run; the lock is not taken, so it is a moment's impression.</summary>
    public int Load => _mailbox.WaitingCount + _mailbox.RunningCount;

    /// <summary>How many requests wait.</summary>
    public int WaitingCount => _mailbox.WaitingCount;

    /// <summary>Requests served so far.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Of those, how many failed.</summary>
    public long Errors => Volatile.Read(ref _errors);

    /// <summary>What observers of streams hang on; touched on the scheduler only.</summary>
    public Dictionary<Guid, object> StreamObservers { get; } = [];

    /// <summary>The runtime's own kind of the context.</summary>
    public static ActivationData Of(IGrainContext context) => context as ActivationData
        ?? throw new ArgumentException($"{context.GetType()} is not an activation of this runtime.", nameof(context));

    /// <summary>Brings a request here. Any thread.</summary>
    public EnqueueResult TryEnqueue(Request request)
    {
        bool wake;
        lock (_gate)
        {
            if (_state == ActivationState.Gone) return EnqueueResult.Gone;
            if (request.IsBounded && _mailbox.IsFull) return EnqueueResult.Full;
            request.Activation = this;
            _mailbox.Add(request);
            wake = _state == ActivationState.New || (_state == ActivationState.Active && _mailbox.CanStart(_deactivation is not null));
        }

        if (wake) _scheduler.Wake();
        return EnqueueResult.Accepted;
    }

    /// <summary>Takes back a request that nobody waits for any more. Any thread.</summary>
    public void Withdraw(Request request)
    {
        lock (_gate)
        {
            if (!_mailbox.Withdraw(request)) return;
            if (_mailbox.IsEmpty) _idle?.TrySetResult();
            // The next one may be a reader, which only the withdrawn one kept from joining those that run.
            if (_state != ActivationState.Active || !_mailbox.CanStart(_deactivation is not null)) return;
        }

        _scheduler.Wake();
    }

    /// <summary>Starts what may start. On the scheduler.</summary>
    public void Pump()
    {
        var clean = ExecutionContext.Capture()!;
        for (var started = 0; started < RequestsPerPump; started++)
        {
            switch (Next(out var request))
            {
                case ActivationState.Activating:
                    _ = ActivateAsync();
                    return;
                case ActivationState.Deactivating:
                    _ = DeactivateAsync(_deactivation.GetValueOrDefault());
                    return;
            }

            if (request is null) return;
            Start(request);
            // Whatever the request put into the execution context was its own.
            if (!ReferenceEquals(ExecutionContext.Capture(), clean)) ExecutionContext.Restore(clean);
        }

        _scheduler.Wake();
    }

    /// <summary>Calls the grain, by way of the filters if there are any.</summary>
    public Task InvokeCall(GrainCall call)
    {
        var grain = GrainInstance!;
        var isTraced = call.TraceParent != default || Tracing.IsOn;
        if (!call.IsSystemCall && (_catalog.IncomingFilters.Length > 0 || grain is IIncomingGrainCallFilter || isTraced))
        {
            var context = new IncomingCallContext(_catalog.IncomingFilters, this, grain, call);
            call.Filtered = context;
            return isTraced ? InvokeTracedAsync(call, context) : context.Invoke();
        }

        try
        {
            return call.InvokeTarget(grain) ?? throw new InvalidOperationException($"{call.Method.ActivityName} of {GrainId} returned null, not a task.");
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    /// <summary>A timer of this activation. On the scheduler.</summary>
    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options, _catalog.Time, _catalog.Logger);
        lock (_gate)
        {
            if (_state >= ActivationState.Deactivating) throw new InvalidOperationException($"Activation {this} is being taken down and can start no timer.");
            _timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    /// <summary>Runs code of the grain: at once when it is the activation's turn on this thread, otherwise when its turn comes.</summary>
    public void RunInTurn(Action action)
    {
        if (ReferenceEquals(RuntimeContext.Current, this)) action();
        else _ = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _scheduler);
    }

    /// <summary>The timer is disposed.</summary>
    public void Forget(GrainTimer timer)
    {
        lock (_gate) _timers.Remove(timer);
    }

    /// <summary>For the message of a timeout: where the request is.</summary>
    public string Describe(Request request)
    {
        lock (_gate)
        {
            var place = request.Place is null ? "not queued" : _mailbox.IsRunning(request) ? "it is running" : "it is waiting";
            return $"{place} at activation {this}, which is {_state} with {_mailbox.WaitingCount} waiting and {_mailbox.RunningCount} running";
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"{GrainId}{ActivationId}";

    /// <summary>Decides what is to be done now; doing it is the grain's code and must not hold the lock.</summary>
    /// <returns>The state to enter, or Active with the request to start, if any.</returns>
    private ActivationState Next(out Request? request)
    {
        request = null;
        lock (_gate)
        {
            if (_state == ActivationState.New) return _state = ActivationState.Activating;
            if (_state != ActivationState.Active) return ActivationState.Active;
            if (_deactivation is not null && (_mailbox.RunningCount == 0 || _drainIsOver)) return _state = ActivationState.Deactivating;
            request = _mailbox.TryStart(onlyInterleaving: _deactivation is not null);
            // Looking for one drops those that nobody waits for any more.
            if (_mailbox.IsEmpty) _idle?.TrySetResult();
            return ActivationState.Active;
        }
    }

    private void Start(Request request)
    {
        Task outcome;
        if (_counters is not null) request.StartedAt = _catalog.Time.GetTimestamp();
        try
        {
            outcome = request.InvokeAsync(this);
        }
        catch (Exception exception)
        {
            outcome = Task.FromException(exception);
        }

        if (outcome.IsCompleted) Finish(request, outcome);
        else FinishLater(request, outcome);
    }

    // Not awaited: each request passes here, and this is half of what an async method makes on the way.
    private void FinishLater(Request request, Task outcome) => _ = outcome.ContinueWith(
        static (outcome, state) =>
        {
            var request = (Request)state!;
            var activation = request.Activation!;
            activation.Finish(request, outcome);
            activation._scheduler.Wake();
        },
        request, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.DenyChildAttach, _scheduler);

    private void Finish(Request request, Task outcome)
    {
        if (outcome.IsFaulted && outcome.Exception!.InnerException is InconsistentStateException { IsSourceActivation: true } stale)
        {
            stale.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale, "Storage holds another version of the state."));
        }

        var now = _catalog.Time.GetTimestamp();
        lock (_gate)
        {
            _calls++;
            if (!outcome.IsCompletedSuccessfully) _errors++;
            _mailbox.Ended(request);
            if (request.CountsAsUse) _lastUsed = now;
            if (_mailbox.IsEmpty) _idle?.TrySetResult();
        }

        if (_counters is not null && request is GrainCall { IsSystemCall: false } call)
        {
            _counters.CallEnded(call.Method, _catalog.Time.GetElapsedTime(request.StartedAt, now), !outcome.IsCompletedSuccessfully);
        }

        // Last, so that whoever has the answer sees an activation that is done with the request.
        request.Complete(outcome);
    }

    private static async Task InvokeTracedAsync(GrainCall call, IncomingCallContext context)
    {
        using var activity = Tracing.StartServer(call);
        try
        {
            await context.Invoke();
        }
        catch (Exception exception)
        {
            Tracing.Fail(activity, exception);
            throw;
        }
    }
}
