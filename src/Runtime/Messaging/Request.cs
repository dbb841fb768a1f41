using Nusaloka.Runtime.Activation;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>
/// Something an activation does in turn: a call, a timer's tick. It is its own link in the mailbox, so that queuing allocates nothing;
/// the links and the place belong to the activation's lock.
/// </summary>
internal abstract class Request
{
    internal Request? Next;
    internal Request? Previous;
    internal RequestList? Place;

    /// <summary>The activation it waits at or runs on.</summary>
    internal ActivationData? Activation;

    /// <summary>When it started, where somebody counts.</summary>
    internal long StartedAt;

    /// <summary>The grain it is for.</summary>
    public GrainId TargetId { get; set; }

    /// <summary>It may run beside other read-only ones.</summary>
    public virtual bool IsReadOnly => false;

    /// <summary>It may run beside anything.</summary>
    public virtual bool IsAlwaysInterleave => false;

    /// <summary>It counts against the mailbox bound and may be refused.</summary>
    public virtual bool IsBounded => true;

    /// <summary>It shows that the grain is in use, so that it is not collected.</summary>
    public virtual bool CountsAsUse => true;

    /// <summary>Nobody waits for it any more, so it need not start.</summary>
    public virtual bool IsSettled => false;

    /// <summary>It was left out when its turn came, because nobody waits for it any more.</summary>
    public virtual void Dropped()
    {
    }

    /// <summary>Runs it on the activation's scheduler. Does not throw: failure is in the task.</summary>
    public abstract Task InvokeAsync(ActivationData activation);

    /// <summary>Hands the outcome to whoever waits.</summary>
    public abstract void Complete(Task outcome);

    /// <summary>It will not run, or will not be answered.</summary>
    public abstract void Reject(Exception reason);

    /// <summary>Its activation is gone before it started: sends it on to the next one. False when it dies with the activation.</summary>
    public abstract bool TryReroute(CallRouter router);
}
