using System.Diagnostics;

namespace Nusaloka.Persistence.GroupCommit;

/// <summary>Something that waits for its commit. <see cref="object.ToString"/> names it in messages.</summary>
internal interface ICommitWork
{
    /// <summary>Of all with the same key one at a time is in a batch, in the order in which they came.</summary>
    object Key { get; }

    /// <summary>The span that waits for it; default when there is none.</summary>
    ActivityContext Cause { get; }

    /// <summary>Tells whoever waits that it was not done, or may not have been.</summary>
    void Failed(Exception exception);
}
