using System.Diagnostics;
using System.Reflection;
using Nusaloka.Runtime.Activation;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Nusaloka.Runtime.Messaging;

/// <summary>
/// A call of a grain method: arguments, who waits for it, until when. <see cref="ProxyBuilder"/> derives one class per method.
/// It settles once: by its outcome, a rejection, the end of the caller's patience or the caller's cancellation, whichever is first.
/// </summary>
internal abstract class GrainCall : Request, IInvokable
{
    // Links and place in the list of calls that wait for an answer; guarded by that list's lock.
    internal GrainCall? NextPending;
    internal GrainCall? PreviousPending;
    internal PendingCalls? Pending;
    internal int PendingShard = -1;
    internal long SentAt;

    internal Dictionary<string, object>? Context;
    internal ActivityContext TraceParent;
    internal GrainId? SourceId;
    internal int ForwardCount;

    private CancellationTokenRegistration _cancellation;

    /// <summary>The method.</summary>
    public abstract GrainMethod Method { get; }

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool IsAlwaysInterleave => Method.IsAlwaysInterleave;

    /// <summary>Filters and traces leave the runtime's own calls alone.</summary>
    public virtual bool IsSystemCall => false;

    /// <summary>The result that filters saw last; set when filters ran.</summary>
    internal object? FilteredResult { get; set; }

    internal bool HasFilteredResult { get; set; }

    /// <summary>Calls the grain. May throw where the grain's method throws before its first await.</summary>
    public abstract Task InvokeTarget(object target);

    /// <summary>The cancellation token among the arguments.</summary>
    public abstract CancellationToken GetToken();

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public abstract void SetArgument(int index, object value);

    /// <summary>The result in a completed task.</summary>
    public abstract object? ResultOf(Task completed);

    protected abstract bool TryFail(Exception reason);

    protected abstract bool TryCancel(CancellationToken token);

    protected abstract bool TryComplete(Task outcome);

    public override Task InvokeAsync(ActivationData activation)
    {
        RequestContext.Data = Context;
        return activation.InvokeCall(this);
    }

    public override void Complete(Task outcome)
    {
        if (TryComplete(outcome)) Settled();
    }

    public override void Reject(Exception reason)
    {
        if (TryFail(reason)) Settled();
    }

    public override bool TryReroute(CallRouter router)
    {
        if (!IsSettled) router.Route(this);
        return true;
    }

    /// <summary>The caller's patience has ended.</summary>
    public void TimeOut(TimeSpan timeout)
    {
        var activation = Activation;
        var where = activation is null ? "not delivered" : activation.Describe(this);
        if (!TryFail(new TimeoutException($"{Method.ActivityName} of {TargetId} was not answered within {timeout}; {where}. Whether it took effect is unknown."))) return;
        Settled();
        activation?.Withdraw(this);
    }

    /// <summary>From here on the caller may cancel.</summary>
    public void ListenForCancellation(CancellationToken token) =>
        _cancellation = token.UnsafeRegister(static (state, token) => ((GrainCall)state!).Cancel(token), this);

    public void Cancel(CancellationToken token)
    {
        if (!TryCancel(token)) return;
        Pending?.Instruments.CallCancelled(this);
        Settled();
        Activation?.Withdraw(this);
    }

    private void Settled()
    {
        Pending?.Remove(this);
        _cancellation.Unregister();
    }

    object? IInvokable.GetTarget() => Activation?.GrainInstance;

    string IInvokable.GetMethodName() => Method.Method.Name;

    string IInvokable.GetInterfaceName() => Method.InterfaceTypeName.ToString();

    string IInvokable.GetActivityName() => Method.ActivityName;

    MethodInfo IInvokable.GetMethod() => Method.Method;

    Type IInvokable.GetInterfaceType() => Method.InterfaceType;

    void IDisposable.Dispose()
    {
    }
}
