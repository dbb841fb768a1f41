namespace Nusaloka.Persistence.Ledger;

/// <summary>The limits of an account as of now, and what is used of them.</summary>
/// <param name="Tier">Whose limits they are; null: the account has none.</param>
/// <param name="BalanceCap">The most that it may hold; null: no limit.</param>
/// <param name="MonthlyIncoming">The most that it may receive in a month; null: no limit.</param>
/// <param name="DailyOutgoing">The most that it may send in a day; null: no limit.</param>
/// <param name="Balance">What it holds.</param>
/// <param name="MonthReceived">What counted as received in this month.</param>
/// <param name="DaySpent">What counted as sent today.</param>
public sealed record LedgerLimits(
    short? Tier, Money? BalanceCap, Money? MonthlyIncoming, Money? DailyOutgoing, Money Balance, Money MonthReceived, Money DaySpent);
