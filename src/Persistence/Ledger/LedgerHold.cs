namespace Nusaloka.Persistence.Ledger;

/// <summary>Money to be set aside: it stays in the account and is not available until the hold is captured, voided or expired.</summary>
/// <param name="Id">Made from the operation's key; at most one hold has it. The transfer of its capture may have it too.</param>
/// <param name="Kind">As <see cref="LedgerPosting.Kind"/> of the transfer that it becomes.</param>
/// <param name="Code">The account.</param>
/// <param name="PayeeCode">The account that it can be captured for.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="Description">For people; may be empty.</param>
/// <param name="ExpiresAt">From then on the hold does not count.</param>
/// <param name="Fingerprint">Of the request; a repeat of <paramref name="Id"/> with another one is refused.</param>
/// <param name="Spender">As <see cref="LedgerPosting.Spender"/>.</param>
public sealed record LedgerHold(
    Guid Id,
    short Kind,
    string Code,
    string PayeeCode,
    Money Amount,
    string Description,
    DateTimeOffset ExpiresAt,
    string Fingerprint,
    long? Spender)
{
    /// <summary>Whether the payer's limits count; those of the payee do when it is captured.</summary>
    public CountedLimits Limits { get; init; }
}
