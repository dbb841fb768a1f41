namespace Nusaloka.Reports;

/// <summary>Brings the read models into line with what they show; key: <c>"0"</c>, so that it is done once at a time.</summary>
[Alias("nusaloka.ISyncGrain")]
public interface ISyncGrain : IGrainWithStringKey
{
    /// <summary>
    /// Compares the list of accounts with the accounts, and makes it anew when they disagree. The ledger needs nothing: lists of
    /// transactions are the transactions.
    /// </summary>
    [Alias("Sync")]
    Task<SyncResult> SyncAsync(CancellationToken cancellationToken = default);
}
