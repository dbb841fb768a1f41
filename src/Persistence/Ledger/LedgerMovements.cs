namespace Nusaloka.Persistence.Ledger;

/// <summary>The event of one batch of the ledger: what it moved is in the batch. Written by the SQL function ledger_write.</summary>
/// <param name="Chain">The chain of the batch.</param>
/// <param name="Sequence">Its place in the chain, from 1.</param>
public sealed record LedgerMovements(Guid Chain, long Sequence)
{
    /// <summary>Its name in the outbox.</summary>
    public const string Type = "ledger.movements";
}
