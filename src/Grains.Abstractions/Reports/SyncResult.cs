namespace Nusaloka.Reports;

/// <summary>What a synchronisation found.</summary>
/// <param name="Accounts">How many open accounts there are.</param>
/// <param name="Transactions">How many transactions there are.</param>
/// <param name="Repaired">How many accounts the list showed wrongly, or not at all, before.</param>
/// <param name="At">When it was done.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SyncResult")]
public sealed record SyncResult(
    [property: Id(0)] long Accounts,
    [property: Id(1)] long Transactions,
    [property: Id(2)] long Repaired,
    [property: Id(3)] DateTimeOffset At);
