using System.Diagnostics;
using System.Reflection;
using Nusaloka.Runtime.Activation;
using Nusaloka.Runtime.Filters;
using Nusaloka.Runtime.Serialization;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Nusaloka.Runtime.Messaging;

/// <summary>
/// A call of a grain method: arguments, who waits for it, until when. <see cref="ProxyBuilder"/> derives one class per method.
/// It settles once: by its outcome, a rejection, the end of the caller's patience or the caller's cancellation, whichever is first.
/// Its caller is here, and waits for a task; or in another process, and then <see cref="Origin"/> knows the way of the answer; or nobody,
/// if the method is one-way.
/// </summary>
internal abstract class GrainCall : Request, IInvokable
{
    /// <summary>The names of what is derived for <see cref="WriteArguments"/> and <see cref="ReadArguments"/>.</summary>
    internal const string WriteFieldsName = nameof(WriteFields);
    internal const string ReadFieldName = nameof(ReadField);

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

    // The connection its caller is at the other end of, the number it has there, and when the caller's patience ends; null for a caller here.
    internal ICallOrigin? Origin;
    internal ulong OriginNumber;
    internal long ExpiresAt;

    // The connection it was sent on, the number it has there and its place in what is sent; guarded by that connection's table.
    internal ICallCarrier? Carrier;
    internal ulong CarrierNumber;
    internal long CarrierPosition;

    private CancellationTokenRegistration _cancellation;
    private CancellationTokenSource? _cancelledByOrigin;
    private int _settled;

    /// <summary>The method.</summary>
    public abstract GrainMethod Method { get; }

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool IsAlwaysInterleave => Method.IsAlwaysInterleave;

    /// <summary>Filters and traces leave the runtime's own calls alone.</summary>
    public virtual bool IsSystemCall => false;

    /// <summary>The call as filters saw it, with the result that they left; null when there were none.</summary>
    internal CallContext? Filtered { get; set; }

    /// <summary>Calls the grain. May throw where the grain's method throws before its first await.</summary>
    public abstract Task InvokeTarget(object target);

    /// <summary>The cancellation token among the arguments.</summary>
    public abstract CancellationToken GetToken();

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public abstract void SetArgument(int index, object value);

    /// <summary>Replaces the cancellation token among the arguments, if there is one.</summary>
    public virtual void SetToken(CancellationToken token)
    {
    }

    /// <summary>The result in a completed task.</summary>
    public abstract object? ResultOf(Task completed);

    /// <summary>Somebody in this process will wait for the answer.</summary>
    public abstract void Expect();

    /// <summary>Writes the arguments, but for a cancellation token, which has no place on the wire.</summary>
    /// <exception cref="SerializerException">One has no place on the wire, or all are too long.</exception>
    public void WriteArguments(WireWriter writer)
    {
        try
        {
            WriteFields(writer);
            writer.WriteEnd();
        }
        catch (CodecNotFoundException exception)
        {
            throw new CodecNotFoundException($"{Method.ActivityName} cannot be called on another silo: {exception.Message}");
        }
    }

    /// <summary>
    /// Reads the arguments that <see cref="WriteArguments"/> wrote. Those that the sender does not know have their default values, those that
    /// are not known here are left out.
    /// </summary>
    /// <param name="reader">Reads them.</param>
    /// <param name="token">Becomes the argument that is a cancellation token.</param>
    /// <exception cref="SerializerException">They are not what the method takes.</exception>
    public void ReadArguments(ref WireReader reader, CancellationToken token)
    {
        SetToken(token);
        foreach (var (position, value) in Method.ArgumentDefaults) SetArgument(position, value);
        try
        {
            while (reader.ReadKey(out var form) is not WireFormat.End and var key)
            {
                var position = WireFormat.IdOf(key);
                if (position < 0) throw reader.Bad("arguments have no base class");
                if (position < GetArgumentCount()) ReadField(position, ref reader, form);
                else reader.Skip(form);
            }
        }
        catch (Exception exception) when (exception is not SerializerException)
        {
            throw new WireFormatException($"The arguments of {Method.ActivityName} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the result that is in a task which has completed without failure.</summary>
    /// <exception cref="SerializerException">It has no place on the wire, or is too long.</exception>
    public abstract void WriteResult(WireWriter writer, Task completed);

    /// <summary>Reads a result and gives it to the caller; a result that cannot be read is the caller's failure.</summary>
    /// <returns>False when the caller has had an answer before.</returns>
    public abstract bool TryCompleteFrom(ref WireReader reader);

    /// <summary>Writes each argument as a field whose id is its position.</summary>
    protected virtual void WriteFields(WireWriter writer) => throw new NotSupportedException($"{Method.ActivityName} is no call that leaves the process.");

    /// <summary>Reads one argument.</summary>
    protected virtual void ReadField(int position, ref WireReader reader, WireType form) =>
        throw new NotSupportedException($"{Method.ActivityName} is no call that comes from another process.");

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
        if (Origin is null)
        {
            if (TryComplete(outcome)) Settled();
        }
        else if (TrySettle())
        {
            Origin.Answer(this, outcome);
            Settled();
        }
    }

    public override void Reject(Exception reason)
    {
        if (Origin is null)
        {
            if (TryFail(reason)) Settled();
        }
        else if (TrySettle())
        {
            Origin.Refuse(this, reason);
            Settled();
        }
    }

    public override bool TryReroute(CallRouter router)
    {
        if (!IsSettled) router.Route(this);
        return true;
    }

    public override void Dropped()
    {
        // Those that were cancelled are settled; this one's caller has fallen silent, or its word is still on the way.
        if (Origin is not { } origin || !TrySettle()) return;
        origin.Expired(this);
        Settled();
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

    /// <summary>The token argument of a call from another process; it is cancelled when the caller there cancels or is gone.</summary>
    public CancellationToken TokenOfOrigin() => (_cancelledByOrigin ??= new CancellationTokenSource()).Token;

    /// <summary>The caller in another process waits no more: the call need not begin, and if it runs its token is cancelled.</summary>
    public void GiveUp()
    {
        if (!TrySettle()) return;
        Settled();
        // Not here: what grains have registered with the token is their code.
        if (_cancelledByOrigin is { } source) ThreadPool.UnsafeQueueUserWorkItem(static cancelled => cancelled.Cancel(), source, preferLocal: false);
        Activation?.Withdraw(this);
    }

    /// <summary>The answer has come for the caller in another process; false when that has an answer already.</summary>
    public bool TrySettleForOrigin()
    {
        if (!TrySettle()) return false;
        Settled();
        return true;
    }

    /// <summary>Whether a call that nobody in this process waits for needs to run no more.</summary>
    protected bool IsGivenUp => Volatile.Read(ref _settled) != 0 || (Origin is { } origin && origin.IsExpired(this));

    /// <summary>Settles a call that nobody in this process waits for; false when it is settled.</summary>
    protected bool TrySettle() => Interlocked.Exchange(ref _settled, 1) == 0;

    protected void Settled()
    {
        Pending?.Remove(this);
        _cancellation.Unregister();
        Carrier?.Forget(this);
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
