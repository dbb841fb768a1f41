namespace Nusaloka.Persistence.Ledger;

/// <summary>Money to be set aside: it stays in the account and is not available until the hold is captured, voided or expired.</summary>
/// <param name="Id">Made from the operation's key; at most one hold has it.</param>
/// <param name="Code">The account.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="ExpiresAt">From then on the hold does not count.</param>
/// <param name="Fingerprint">Of the request; a repeat of <paramref name="Id"/> with another one is refused.</param>
/// <param name="Spender">As <see cref="LedgerPosting.Spender"/>.</param>
public sealed record LedgerHold(Guid Id, string Code, Money Amount, DateTimeOffset ExpiresAt, string Fingerprint, long? Spender);
