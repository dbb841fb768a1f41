namespace Nusaloka.Wallets;

/// <summary>The limits of a wallet as of now, and what is used of them. Days and months are those of Western Indonesian Time.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Tier">Whose limits they are; null for a wallet without limits.</param>
/// <param name="BalanceCap">The most that it may hold; null: no limit.</param>
/// <param name="MonthlyIncoming">The most that it may receive in a month from people, payment methods and programs; null: no limit.</param>
/// <param name="DailyOutgoing">The most that it may send in a day to people and to the outside; null: no limit.</param>
/// <param name="Balance">What it holds.</param>
/// <param name="MonthReceived">What counted as received in this month.</param>
/// <param name="DaySpent">What counted as sent today; open holds for people and withdrawals are part of it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.WalletAllowance")]
public sealed record WalletAllowance(
    [property: Id(0)] string AccountId,
    [property: Id(1)] WalletTier? Tier,
    [property: Id(2)] Money? BalanceCap,
    [property: Id(3)] Money? MonthlyIncoming,
    [property: Id(4)] Money? DailyOutgoing,
    [property: Id(5)] Money Balance,
    [property: Id(6)] Money MonthReceived,
    [property: Id(7)] Money DaySpent);
