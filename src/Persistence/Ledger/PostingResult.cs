namespace Nusaloka.Persistence.Ledger;

/// <summary>What became of a <see cref="LedgerPosting"/>.</summary>
/// <param name="Outcome">Whether it was done, or why not.</param>
/// <param name="DebitBalance">The payer's balance right after; only when done.</param>
/// <param name="CreditBalance">The receiver's balance right after; only when done.</param>
/// <param name="SpendVersion">The payer's version now; 0 when there is no payer.</param>
/// <param name="CreatedAt">When it was done first, UTC; only when done.</param>
public sealed record PostingResult(
    PostingOutcome Outcome,
    Money DebitBalance,
    Money CreditBalance,
    long SpendVersion,
    DateTimeOffset CreatedAt);

/// <summary>How a posting ended. Only <see cref="Posted"/> has changed anything.</summary>
public enum PostingOutcome
{
    /// <summary>Done now, and durable.</summary>
    Posted,

    /// <summary>Done before by the same request.</summary>
    Replayed,

    /// <summary>The id belongs to another request.</summary>
    KeyReused,

    /// <summary>There is no such open account to take from.</summary>
    DebitMissing,

    /// <summary>There is no such open account to give to.</summary>
    CreditMissing,

    /// <summary>The payer has spent since: the caller's version is old.</summary>
    Stale,

    /// <summary>The payer's balance would fall below its floor.</summary>
    Insufficient,
}
