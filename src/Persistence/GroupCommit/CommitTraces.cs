using System.Diagnostics;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>
/// Leads traces through the group commit. A batch has many causes and its SQL can have one parent: that is the first cause whose
/// trace is recorded, and the others are linked, so that each trace can be followed from either side.
/// </summary>
internal static class CommitTraces
{
    private static readonly ActivitySource Activities = new(PersistenceMetrics.MeterName);

    /// <summary>The span of a batch; null when nobody listens or nothing in it belongs to a trace.</summary>
    public static Activity? Start(IEnumerable<ICommitWork> batch)
    {
        if (!Activities.HasListeners())
            return null;
        var causes = batch.Select(static work => work.Cause)
            .Where(static cause => cause.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)).Distinct().ToArray();
        return causes is [var first, .. var others]
            ? Activities.StartActivity("group commit", ActivityKind.Internal, first, links: others.Select(static cause => new ActivityLink(cause)))
            : null;
    }
}
