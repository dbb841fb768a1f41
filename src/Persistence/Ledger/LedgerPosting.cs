namespace Nusaloka.Persistence.Ledger;

/// <summary>A transfer to be posted: one amount from one account to another.</summary>
/// <param name="Id">Made from the operation's key; at most one transfer has it.</param>
/// <param name="Kind">A number of the concept that posts; the ledger only keeps it.</param>
/// <param name="DebitCode">The account that pays.</param>
/// <param name="CreditCode">The account that receives.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="Description">For people; may be empty.</param>
/// <param name="Reference">What the other side calls it; null when nobody does.</param>
/// <param name="Fingerprint">Of the request; a repeat of <paramref name="Id"/> with another one is refused.</param>
/// <param name="Spender">
/// Who spends: the number that claimed the paying account, see <see cref="ILedger.ClaimAsync"/>; null when the payer is a system
/// account, which has no owner.
/// </param>
public sealed record LedgerPosting(
    Guid Id,
    short Kind,
    string DebitCode,
    string CreditCode,
    Money Amount,
    string Description,
    string? Reference,
    string Fingerprint,
    long? Spender)
{
    /// <summary>Which limits count; of a capture only those for what comes in, the others counted when the money was set aside.</summary>
    public CountedLimits Limits { get; init; }
}
