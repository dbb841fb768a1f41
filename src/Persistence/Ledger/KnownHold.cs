namespace Nusaloka.Persistence.Ledger;

/// <summary>A hold as a committer has read it.</summary>
/// <param name="Id">Of the hold.</param>
/// <param name="AccountId">Whose money it is.</param>
/// <param name="PayeeId">Whom it is for; null in those of before there were payees.</param>
/// <param name="Amount">What is held.</param>
/// <param name="State">What the row says.</param>
/// <param name="ResolvedBy">The operation that resolved it.</param>
/// <param name="Fingerprint">Of the request that made it.</param>
/// <param name="CountedOn">The day on which it counted as sent; null when it does not count.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record KnownHold(
    Guid Id, long AccountId, long? PayeeId, long Amount, HoldState State, Guid? ResolvedBy, string Fingerprint, DateOnly? CountedOn, DateTime CreatedAt);
