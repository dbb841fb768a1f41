namespace Nusaloka.Persistence.GroupCommit;

/// <summary>Work that may be sent again when it was perhaps done, because whoever did it can tell.</summary>
internal interface IRepeatableWork : ICommitWork
{
    /// <summary>How often it was sent again.</summary>
    int Retries { get; set; }
}
