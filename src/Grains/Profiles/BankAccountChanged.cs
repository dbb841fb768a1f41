namespace Nusaloka.Grains.Profiles;

/// <summary>Somebody keeps another bank account for withdrawals.</summary>
/// <param name="AccountId">Who.</param>
/// <param name="BankCode">The bank.</param>
/// <param name="AccountNumber">Its number, all but the last four digits masked.</param>
/// <param name="At">When.</param>
internal sealed record BankAccountChanged(string AccountId, string BankCode, string AccountNumber, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "profile.bank_account_changed";
}
