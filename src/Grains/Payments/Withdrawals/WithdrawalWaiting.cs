namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>A withdrawal waits because it goes to a bank account that is new: its owner may not have asked for it.</summary>
/// <param name="WithdrawalId">The withdrawal.</param>
/// <param name="AccountId">Whose.</param>
/// <param name="Amount">How much.</param>
/// <param name="BankCode">The bank.</param>
/// <param name="AccountNumber">The account there, all but the last four digits masked.</param>
/// <param name="PaysOutAt">When it goes on.</param>
/// <param name="At">When it was asked for.</param>
internal sealed record WithdrawalWaiting(
    string WithdrawalId, string AccountId, Money Amount, string BankCode, string AccountNumber, DateTimeOffset PaysOutAt, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "withdrawal.waiting";
}
