using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>The end of a silo at which calls arrive.</summary>
internal interface ICallReceiver
{
    /// <summary>Takes a call for a grain that lives here, or should.</summary>
    void Receive(GrainCall call);

    /// <summary>
    /// Gives up a grain that belongs to another silo in that view, or a newer one: completes when no activation of it is here any more.
    /// Answers the newest view by which the silo has given up everything that is not its own; up to it nobody need ask again. When the grain
    /// is the silo's own by a newer view it keeps it, and answers that view's version as a negative number.
    /// </summary>
    Task<long> ReleaseAsync(GrainId grainId, long viewVersion, CancellationToken cancellationToken);
}
