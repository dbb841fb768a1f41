namespace Nusaloka.Persistence.GroupCommit;

/// <summary>Work that may be committed beside other work, as long as they touch nothing in common.</summary>
internal interface IConcurrentWork : ICommitWork
{
    /// <summary>All that it reads or writes; its key is among it.</summary>
    Touched[] Touches { get; }
}
