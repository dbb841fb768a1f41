using Orleans.Runtime;

namespace Nusaloka.Runtime.Messaging;

/// <summary>The end of a silo at which calls arrive.</summary>
internal interface ICallReceiver
{
    /// <summary>An answer of <see cref="ReleaseAsync"/>: requests still run here. Those that may interleave are served, so that what runs can wait for them; ask again.</summary>
    const long StillRunning = long.MinValue;

    /// <summary>Takes a call for a grain that lives here, or should.</summary>
    void Receive(GrainCall call);

    /// <summary>
    /// Gives up a grain that belongs to another silo in that view, or a newer one: completes when no activation of it is here any more.
    /// Answers the newest view by which the silo has given up everything that is not its own; up to it nobody need ask again. When the grain
    /// is the silo's own by a newer view it keeps it, and answers that view's version as a negative number. While requests run at the grain
    /// it answers <see cref="StillRunning"/> from time to time.
    /// </summary>
    Task<long> ReleaseAsync(GrainId grainId, long viewVersion, CancellationToken cancellationToken);
}
