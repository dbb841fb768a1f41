namespace Nusaloka.Persistence.Ledger;

/// <summary>The totals of one ledger account.</summary>
/// <param name="Code">Its name, see <see cref="LedgerAccountCode"/>.</param>
/// <param name="Balance">The sum of its entries.</param>
/// <param name="Available">The balance without what is held; a hold whose time has come does not count.</param>
/// <param name="Spender">The number of the one who spends from it, 0 before the first, see <see cref="ILedger.ClaimAsync"/>.</param>
/// <param name="IsClosed">Whether it can neither pay nor receive any more.</param>
public sealed record LedgerAccount(string Code, Money Balance, Money Available, long Spender, bool IsClosed);
