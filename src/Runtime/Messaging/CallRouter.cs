using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Filters;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Metrics;
using Nusaloka.Runtime.Placement;
using Orleans;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>The way of a call out of this host: outgoing filters, the caller's patience, the silo that owns the grain.</summary>
internal sealed partial class CallRouter(
    IMembership membership,
    IPlacement placement,
    ITransport transport,
    IGrainManifest manifest,
    PendingCalls pending,
    IEnumerable<IOutgoingGrainCallFilter> outgoingFilters,
    ILogger<CallRouter> logger)
{
    /// <summary>How often a call may come back before its sender is told.</summary>
    private const int MaxReturns = 3;

    private readonly IOutgoingGrainCallFilter[] _filters = [.. outgoingFilters];
    private SiloAddress? _localSilo;
    private Catalog? _localCatalog;
    private volatile string? _closedBecause;

    /// <summary>The calls of this host that wait for an answer.</summary>
    public PendingCalls Pending { get; } = pending;

    /// <summary>Grains of this host's own silo are reached directly.</summary>
    public void Attach(SiloAddress silo, Catalog catalog)
    {
        _localSilo = silo;
        _localCatalog = catalog;
    }

    /// <summary>From here on only grains may call; code outside grains is refused.</summary>
    public void CloseForOutsiders(string reason) => _closedBecause = reason;

    /// <summary>Sends a call of a reference; the task is the answer.</summary>
    public Task<T> Send<T>(GrainReference reference, GrainCall<T> call)
    {
        call.TargetId = reference.GrainId;
        if (_filters.Length > 0 || Tracing.IsOn) return SendObservedAsync(reference, call);
        Dispatch(call);
        return call.Method.IsOneWay ? Nothing<T>.Task : call.Answer;
    }

    /// <summary>Starts the clock of a call and brings it on its way.</summary>
    public void Dispatch(GrainCall call)
    {
        var source = RuntimeContext.Current;
        call.SourceId = source?.GrainId;
        call.Context = RequestContext.Data;
        if (!call.Method.IsOneWay) call.Expect();
        if (source is null && _closedBecause is { } reason)
        {
            call.Reject(new SiloUnavailableException(reason) { DidNotRun = true });
            return;
        }

        var token = call.GetToken();
        if (!call.Method.IsOneWay)
        {
            Pending.Add(call);
            if (token.CanBeCanceled) call.ListenForCancellation(token);
        }

        if (!call.IsSettled) Route(call);
    }

    /// <summary>Brings a call to the silo that owns its grain now.</summary>
    public void Route(GrainCall call)
    {
        try
        {
            var view = membership.View;
            var owner = manifest.Current.IsStatelessWorker(call.TargetId.Type) ? AnySilo(view) : placement.OwnerOf(call.TargetId, view);
            // The last silos to leave still serve what their grains need to finish.
            if (owner is null && _localSilo is not null) owner = placement.LastOwnerOf(call.TargetId, view) ?? _localSilo;
            if (owner is null) call.Reject(new SiloUnavailableException($"No silo is in the cluster; {call.Method.ActivityName} of {call.TargetId} was not sent.") { DidNotRun = true });
            else if (_localCatalog is not null && owner.Equals(_localSilo)) _localCatalog.Deliver(call);
            else transport.Send(owner, call, this);
        }
        catch (Exception exception)
        {
            LogUndeliverable(exception, call.TargetId, call.Method.ActivityName);
            call.Reject(exception);
        }
    }

    /// <summary>Brings a call to the silo at which its grain still lives, although another owns it by now.</summary>
    public void SendTo(SiloAddress silo, GrainCall call)
    {
        if (call.IsSettled) return;
        try
        {
            transport.Send(silo, call, this);
        }
        catch (Exception exception)
        {
            LogUndeliverable(exception, call.TargetId, call.Method.ActivityName);
            call.Reject(exception);
        }
    }

    /// <summary>
    /// A call comes back from a silo where it certainly did not run. It goes to the owner in a view of at least that version, unless it
    /// has been on its way too often, or the silo is the owner still: then it is rejected for that reason.
    /// </summary>
    public void Return(GrainCall call, long viewVersion, Exception reason)
    {
        if (call.IsSettled) return;
        if (call.ForwardCount++ < MaxReturns) _ = RouteAgainAsync(call, viewVersion, reason);
        else call.Reject(reason);
    }

    private async Task RouteAgainAsync(GrainCall call, long viewVersion, Exception reason)
    {
        try
        {
            var before = membership.View;
            if (before.Version < viewVersion) await membership.RefreshAsync(viewVersion, call.GetToken()).ConfigureAwait(false);
            if (!call.IsSettled) Route(call);
        }
        catch (Exception exception)
        {
            LogUndeliverable(exception, call.TargetId, call.Method.ActivityName);
            call.Reject(reason);
        }
    }

    private SiloAddress? AnySilo(ClusterView view)
    {
        if (_localSilo is not null && (view.Silos.IsEmpty || view.Silos.Contains(_localSilo))) return _localSilo;
        return view.Silos.IsEmpty ? null : view.Silos[Random.Shared.Next(view.Silos.Length)];
    }

    private async Task<T> SendObservedAsync<T>(GrainReference reference, GrainCall<T> call)
    {
        using var activity = Tracing.StartClient(call);
        try
        {
            if (_filters.Length == 0) return await SendToGrain(call);
            var context = new OutgoingCallContext<T>(_filters, reference, call, SendToGrain);
            await context.Invoke();
            return context.Result is null ? default! : (T)context.Result;
        }
        catch (Exception exception)
        {
            Tracing.Fail(activity, exception);
            throw;
        }
    }

    private Task<T> SendToGrain<T>(GrainCall<T> call)
    {
        call.TraceParent = System.Diagnostics.Activity.Current?.Context ?? default;
        Dispatch(call);
        return call.Method.IsOneWay ? Nothing<T>.Task : call.Answer;
    }

    [LoggerMessage(100, LogLevel.Error, "Call {Method} of {GrainId} cannot be delivered.")]
    private partial void LogUndeliverable(Exception exception, GrainId grainId, string method);

    private static class Nothing<T>
    {
        public static readonly Task<T> Task = System.Threading.Tasks.Task.FromResult<T>(default!);
    }
}
