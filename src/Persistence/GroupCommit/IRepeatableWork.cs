namespace Nusaloka.Persistence.GroupCommit;

/// <summary>Work that may be sent again when it was perhaps done, because whoever did it can tell.</summary>
internal interface IRepeatableWork : ICommitWork
{
    /// <summary>How often it was sent again.</summary>
    int Retries { get; set; }

    /// <summary>Whether it was sent at least once without an answer: however it ends then, it may have been done.</summary>
    bool MayBeDone { get; set; }
}
