namespace Nusaloka.Persistence.Ledger;

/// <summary>A transfer as it is in the ledger; see <see cref="LedgerPosting"/>.</summary>
/// <param name="Id">Made from the operation's key.</param>
/// <param name="Kind">A number of the concept that posted.</param>
/// <param name="DebitCode">The account that paid.</param>
/// <param name="CreditCode">The account that received.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="Description">For people; may be empty.</param>
/// <param name="CreatedAt">When it was committed, UTC.</param>
public sealed record StoredTransfer(
    Guid Id, short Kind, string DebitCode, string CreditCode, Money Amount, string Description, DateTimeOffset CreatedAt);
