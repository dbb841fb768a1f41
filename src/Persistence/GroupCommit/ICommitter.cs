namespace Nusaloka.Persistence.GroupCommit;

/// <summary>Commits the batches of one lane; not thread-safe.</summary>
/// <typeparam name="TWork">What is committed.</typeparam>
internal interface ICommitter<in TWork> : IAsyncDisposable
{
    /// <summary>Makes sure there is a connection that works. Never throws.</summary>
    /// <returns>Null, or why there is none.</returns>
    Task<Exception?> ConnectAsync();

    /// <summary>Commits the batch and answers every one in it. Never throws.</summary>
    Task CommitAsync(TWork[] batch);
}
