using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>Money on its way to a bank account.</summary>
/// <param name="Id">The withdrawal's id.</param>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="BankAccount">Where to.</param>
/// <param name="Status">How far it is.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="GatewayReference">What the gateway calls it.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="PaysOutAt">When it goes to the bank, because the bank account is new; until then it can be canceled. Null when it does not wait.</param>
public sealed record WithdrawalResponse(
    string Id, string UserId, long Amount, BankAccountResponse BankAccount, WithdrawalStatus Status, string? FailureCode,
    string? GatewayReference, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? PaysOutAt)
{
    /// <summary>The wire shape of a withdrawal.</summary>
    public static WithdrawalResponse Of(Withdrawal withdrawal) => new(
        withdrawal.Id, withdrawal.AccountId, withdrawal.Amount.Units,
        new BankAccountResponse(withdrawal.BankCode, withdrawal.AccountNumber, withdrawal.HolderName), withdrawal.Status,
        withdrawal.FailureCode, withdrawal.GatewayReference, withdrawal.CreatedAt, withdrawal.UpdatedAt, withdrawal.PaysOutAt);
}

/// <summary>An account at a bank.</summary>
/// <param name="BankCode">The bank.</param>
/// <param name="AccountNumber">Its number, all but the last four digits masked.</param>
/// <param name="HolderName">Whose it is.</param>
public sealed record BankAccountResponse(string BankCode, string AccountNumber, string HolderName);

/// <summary>One page of withdrawals.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record WithdrawalsResponse(IReadOnlyList<WithdrawalResponse> Data, string? NextCursor);
