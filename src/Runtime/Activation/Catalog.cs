using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Nusaloka.Runtime.Metrics;
using Nusaloka.Runtime.Placement;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Activation;

/// <summary>The activations of one silo: finds or makes the one a request is for.</summary>
internal sealed partial class Catalog(
    GrainClassMap classes,
    CallRouter router,
    GrainReferenceFactory references,
    IMembership membership,
    IPlacement placement,
    Handover handover,
    IEnumerable<IIncomingGrainCallFilter> incomingFilters,
    RuntimeInstruments instruments,
    IServiceScopeFactory services,
    TimeProvider time,
    IOptions<GrainCollectionOptions> collection,
    IOptions<SiloMessagingOptions> messaging,
    ILogger<Catalog> logger,
    ICallObserver? observer = null) : ICallReceiver
{
    /// <summary>How long a grain's end is waited for before who asked for it is told that it is not there yet.</summary>
    private static readonly TimeSpan ReleaseInterval = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<GrainId, ActivationData> _activations = new();
    private readonly ConcurrentDictionary<GrainId, StatelessWorkerGroup> _workers = new();
    private readonly ConcurrentDictionary<GrainType, (long Calls, long Errors)> _past = new();
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<GrainType, CallCounters> _counters = new();
    private volatile string? _closedBecause;
    private long _settled;

    public CallRouter Router => router;

    public GrainReferenceFactory References => references;

    public IIncomingGrainCallFilter[] IncomingFilters { get; } = [.. incomingFilters];

    public RuntimeInstruments Instruments => instruments;

    public IServiceScopeFactory Services => services;

    public TimeProvider Time => time;

    public GrainCollectionOptions Collection { get; } = collection.Value;

    public ILogger Logger => logger;

    /// <summary>The silo's address, once it has started.</summary>
    public SiloAddress? SiloAddress { get; private set; }

    /// <summary>Every activation there is at the moment.</summary>
    public IEnumerable<ActivationData> All => _activations.Values.Concat(_workers.Values.SelectMany(group => group.Activations));

    /// <summary>Calls and errors of activations that are gone.</summary>
    public IReadOnlyDictionary<GrainType, (long Calls, long Errors)> Past => _past;

    /// <summary>How many activations there are.</summary>
    public int Count => _activations.Count + _workers.Values.Sum(group => group.Activations.Length);

    /// <summary>Where the calls of the class's grains are counted; null when nobody does.</summary>
    public CallCounters? CountersOf(GrainClass grainClass) => observer is null ? null
        : _counters.GetOrAdd(grainClass.GrainType, static (type, observer) => new CallCounters(observer, type), observer);

    public int MailboxLimitOf(GrainClass grainClass) => grainClass.MaxLocalWorkers > 0
        ? messaging.Value.MaxEnqueuedRequestsHardLimit_StatelessWorker
        : messaging.Value.MaxEnqueuedRequestsHardLimit;

    /// <summary>A call from another silo: sent on when the grain belongs elsewhere by now, unless it still lives here.</summary>
    public void Receive(GrainCall call)
    {
        if (_activations.ContainsKey(call.TargetId) || handover.IsOwn(call.TargetId, membership.View) || classes.IsStatelessWorker(call.TargetId.Type)) Deliver(call);
        else _ = ForwardAsync(call);
    }

    /// <inheritdoc/>
    public async Task<long> ReleaseAsync(GrainId grainId, long viewVersion, CancellationToken cancellationToken)
    {
        try
        {
            await membership.RefreshAsync(viewVersion, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SiloUnavailableException)
        {
            // Who asks knows more than this silo can. A grain that is given up for nothing begins again from its storage.
            LogReleaseBlind(logger, exception, grainId);
        }

        var view = membership.View;
        if (view.Version >= viewVersion && placement.LastOwnerOf(grainId, view) is { } owner && owner.Equals(SiloAddress)) return -view.Version;
        if (_activations.TryGetValue(grainId, out var activation))
        {
            activation.Deactivate(WhyForeign(view, grainId), CancellationToken.None);
            try
            {
                await activation.Deactivated.WaitAsync(ReleaseInterval, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return ICallReceiver.StillRunning;
            }
        }

        return Volatile.Read(ref _settled);
    }

    /// <summary>Whether an activation may begin; see <see cref="Handover.AcquireAsync"/>.</summary>
    public ValueTask<bool> AcquireAsync(ActivationData activation) =>
        activation.Class.MaxLocalWorkers > 0 ? ValueTask.FromResult(true) : handover.AcquireAsync(activation.GrainId, activation.SendInterleavingTo);

    /// <summary>Brings a request to its activation, which is made if need be. Settles the request when it cannot.</summary>
    public void Deliver(Request request)
    {
        while (true)
        {
            if (!_activations.TryGetValue(request.TargetId, out var activation))
            {
                if (_closedBecause is { } reason)
                {
                    // Who sent it here has not seen yet that the grain has gone to another silo.
                    if (request is GrainCall call && placement.OwnerOf(call.TargetId, membership.View) is { } owner && !owner.Equals(SiloAddress)) _ = ForwardAsync(call);
                    else request.Reject(new SiloUnavailableException(reason) { DidNotRun = true });
                    return;
                }

                var grainClass = classes.Find(request.TargetId.Type)
                    ?? throw new ArgumentException($"No grain class is named '{request.TargetId.Type}'; {request.TargetId} cannot be activated.");
                if (grainClass.MaxLocalWorkers > 0)
                {
                    if (GroupOf(request.TargetId, grainClass).TryDeliver(request)) return;
                    continue;
                }

                activation = _activations.GetOrAdd(
                    request.TargetId, static (id, made) => new ActivationData(made.Class, id, made.Catalog), (Class: grainClass, Catalog: this));
            }

            switch (activation.TryEnqueue(request))
            {
                case EnqueueResult.Accepted:
                    return;
                case EnqueueResult.Full:
                    Refuse(request, activation);
                    return;
                default:
                    Remove(activation);
                    break;
            }
        }
    }

    /// <summary>Tells the sender that the mailbox is at its bound.</summary>
    public void Refuse(Request request, ActivationData activation) =>
        request.Reject(new LimitExceededException(
            "MaxEnqueuedRequestsHardLimit", activation.WaitingCount, MailboxLimitOf(activation.Class), $"at activation {activation}"));

    /// <summary>Sends a call on that an activation did not take before it ended; not for ever.</summary>
    public void SendOn(GrainCall call, DeactivationReason reason)
    {
        if (call.ForwardCount++ < messaging.Value.MaxForwardCount) call.TryReroute(router);
        else call.Reject(new OrleansMessageRejectionException($"{call.Method.ActivityName} of {call.TargetId} did not run: activation after activation ended before it took anything. {reason.Description}"));
    }

    /// <summary>The activation is gone.</summary>
    public void Remove(ActivationData activation)
    {
        var removed = activation.Class.MaxLocalWorkers > 0
            ? RemoveWorker(activation)
            : _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
        if (!removed) return;
        _past.AddOrUpdate(
            activation.GrainId.Type,
            static (_, gone) => (gone.Calls, gone.Errors),
            static (_, sum, gone) => (sum.Calls + gone.Calls, sum.Errors + gone.Errors),
            activation);
    }

    /// <summary>Takes down the activations that belong to another silo; when they are gone, the view is settled.</summary>
    public async Task SettleAsync()
    {
        var view = membership.View;
        var leaving = new List<Task>();
        foreach (var activation in _activations.Values)
        {
            if (handover.IsOwn(activation.GrainId, view)) continue;
            activation.Deactivate(WhyForeign(view, activation.GrainId));
            leaving.Add(activation.Deactivated);
        }

        if (leaving.Count > 0) LogGivesUp(logger, leaving.Count, view.Version);
        await Task.WhenAll(leaving).ConfigureAwait(false);
        lock (_gate) Volatile.Write(ref _settled, Math.Max(_settled, view.Version));
    }

    /// <summary>Takes down everything; completes when it is gone.</summary>
    public async Task DeactivateAllAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        while (All.ToList() is { Count: > 0 } activations)
        {
            foreach (var activation in activations) activation.Deactivate(reason, cancellationToken);
            await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when no request waits or runs anywhere on the silo.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        while (All.Select(activation => activation.WhenIdle()).Where(idle => !idle.IsCompleted).ToList() is { Count: > 0 } busy)
        {
            await Task.WhenAll(busy).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>From here on grains are activated, for the silo of that address.</summary>
    public void Open(SiloAddress silo)
    {
        SiloAddress = silo;
        handover.Self = silo;
        _closedBecause = null;
    }

    /// <summary>From here on nothing is activated.</summary>
    public void Close(string reason) => _closedBecause = reason;

    /// <summary>Drops everything as if the process had died.</summary>
    public void Abort(Exception reason)
    {
        Close(reason.Message);
        foreach (var activation in All) activation.Abort(reason);
    }

    /// <summary>The sender or this silo has not seen the newest view, so this silo looks before the call goes on.</summary>
    private async Task ForwardAsync(GrainCall call)
    {
        try
        {
            await membership.LookAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogForwardBlind(logger, exception, call.TargetId);
        }

        try
        {
            if (handover.IsOwn(call.TargetId, membership.View) && _closedBecause is null) Deliver(call);
            else if (call.ForwardCount++ < messaging.Value.MaxForwardCount) router.Route(call);
            else
            {
                call.Reject(new OrleansMessageRejectionException(
                    $"{call.Method.ActivityName} of {call.TargetId} was sent on {messaging.Value.MaxForwardCount} times without finding the silo that owns the grain."));
            }
        }
        catch (Exception exception)
        {
            call.Reject(exception);
        }
    }

    private DeactivationReason WhyForeign(ClusterView view, GrainId grainId) => SiloAddress is { } self && view.Silos.Contains(self)
        ? new DeactivationReason(DeactivationReasonCode.Migrating, $"The grain belongs to silo {placement.LastOwnerOf(grainId, view)} now.")
        : new DeactivationReason(DeactivationReasonCode.ShuttingDown, $"The silo leaves; the grain belongs to silo {placement.LastOwnerOf(grainId, view)} now.");

    private StatelessWorkerGroup GroupOf(GrainId grainId, GrainClass grainClass) =>
        _workers.GetOrAdd(grainId, static (_, made) => new StatelessWorkerGroup(made.Class, made.Catalog), (Class: grainClass, Catalog: this));

    private bool RemoveWorker(ActivationData activation)
    {
        if (!_workers.TryGetValue(activation.GrainId, out var group)) return false;
        var removed = group.Remove(activation, out var closed);
        if (closed) _workers.TryRemove(KeyValuePair.Create(activation.GrainId, group));
        return removed;
    }

    [LoggerMessage(304, LogLevel.Information, "{Count} activations are given up to other silos by version {Version} of the cluster.")]
    private static partial void LogGivesUp(ILogger logger, int count, long version);

    [LoggerMessage(306, LogLevel.Warning, "Grain {GrainId} is given up to a silo that knows a newer view of the cluster, which is not to be had.")]
    private static partial void LogReleaseBlind(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(305, LogLevel.Warning, "A call of {GrainId} came to the wrong silo, and the newest view of the cluster is not to be had.")]
    private static partial void LogForwardBlind(ILogger logger, Exception exception, GrainId grainId);
}
