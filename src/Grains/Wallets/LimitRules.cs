using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>
/// Which limits count for which movement: what comes in from people, payment methods, programs and as rewards, and what goes out to people and to
/// the outside. Never what belongs to somebody already: refunds, reversals, payments here and what is between our own accounts.
/// </summary>
internal static class LimitRules
{
    /// <summary>The limits of a movement that takes effect at once.</summary>
    public static CountedLimits Of(TransactionKind kind) => OfHold(kind) | OfCapture(kind);

    /// <summary>The limits that count when money is set aside.</summary>
    public static CountedLimits OfHold(TransactionKind kind) => kind switch
    {
        TransactionKind.Transfer or TransactionKind.Debit or TransactionKind.Withdrawal => CountedLimits.Outgoing,
        _ => CountedLimits.None,
    };

    /// <summary>The limits that count when what was set aside moves.</summary>
    public static CountedLimits OfCapture(TransactionKind kind) => kind switch
    {
        TransactionKind.Transfer or TransactionKind.TopUp or TransactionKind.Credit or TransactionKind.Reward => CountedLimits.Incoming,
        _ => CountedLimits.None,
    };

    /// <summary>A wallet's limits for those who ask.</summary>
    public static WalletAllowance ToAllowance(string accountId, LedgerLimits limits) => new(
        accountId, (WalletTier?)limits.Tier, limits.BalanceCap, limits.MonthlyIncoming, limits.DailyOutgoing,
        limits.Balance, limits.MonthReceived, limits.DaySpent);
}
