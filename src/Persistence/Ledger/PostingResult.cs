namespace Nusaloka.Persistence.Ledger;

/// <summary>What became of an operation of the ledger.</summary>
/// <param name="Outcome">Whether it was done, or why not.</param>
/// <param name="DebitBalance">The payer's balance right after; only when done.</param>
/// <param name="CreditBalance">The receiver's balance right after; only when done.</param>
/// <param name="Available">What the payer can spend now: the balance without what is held.</param>
/// <param name="Spender">Who spends from the payer's account now; 0 when there is no such account.</param>
/// <param name="CreatedAt">When it was done first, UTC; only when done.</param>
public sealed record PostingResult(
    PostingOutcome Outcome,
    Money DebitBalance,
    Money CreditBalance,
    Money Available,
    long Spender,
    DateTimeOffset CreatedAt);

/// <summary>How an operation ended. Only <see cref="Posted"/> has changed anything.</summary>
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

    /// <summary>Somebody else spends from the account now.</summary>
    Stale,

    /// <summary>What the payer has available would fall below its floor.</summary>
    Insufficient,

    /// <summary>The account has no such hold.</summary>
    HoldMissing,

    /// <summary>The hold was captured or voided, or has expired.</summary>
    HoldResolved,

    /// <summary>More was to be captured than is held.</summary>
    HoldExceeded,

    /// <summary>The hold was to expire before its time.</summary>
    HoldRunning,

    /// <summary>The receiver's tier may not hold so much.</summary>
    OverBalanceCap,

    /// <summary>The receiver's tier may not receive so much in a month.</summary>
    OverMonthlyIncoming,

    /// <summary>The payer's tier may not send so much in a day.</summary>
    OverDailyOutgoing,
}
