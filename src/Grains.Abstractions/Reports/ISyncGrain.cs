namespace Nusaloka.Reports;

/// <summary>
/// Compares the list of accounts with the accounts, and mends what disagrees. The ledger needs nothing: lists of transactions are the
/// transactions. Key: <c>"0"</c>, so that steps are done one at a time.
/// </summary>
[Alias("nusaloka.ISyncGrain")]
public interface ISyncGrain : IGrainWithStringKey
{
    /// <summary>
    /// Does one step: a page of one part, however many accounts there are. Begin with <see cref="SyncStep.First"/> and give each answer back
    /// until it is <see cref="SyncStep.IsDone"/>.
    /// </summary>
    [Alias("Continue")]
    Task<SyncStep> ContinueAsync(SyncStep step, CancellationToken cancellationToken = default);
}
