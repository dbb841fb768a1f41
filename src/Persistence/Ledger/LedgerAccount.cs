namespace Nusaloka.Persistence.Ledger;

/// <summary>The totals of one ledger account.</summary>
/// <param name="Code">Its name, see <see cref="LedgerAccountCode"/>.</param>
/// <param name="Balance">The sum of its entries.</param>
/// <param name="SpendVersion">Grows by one with each spending.</param>
/// <param name="IsClosed">Whether it can neither pay nor receive any more.</param>
public sealed record LedgerAccount(string Code, Money Balance, long SpendVersion, bool IsClosed);
