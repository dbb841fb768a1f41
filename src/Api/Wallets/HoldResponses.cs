using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>Money that is set aside.</summary>
/// <param name="Id">The hold's id; the transaction of its capture has the same.</param>
/// <param name="UserId">In whose wallet.</param>
/// <param name="PayeeId">The person whom it is for; null when it is for an account of ours.</param>
/// <param name="Account">The account of ours that it is for; null when it is for a person.</param>
/// <param name="Type">What sort of movement its capture is.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ceases to count.</param>
public sealed record HoldResponse(
    string Id,
    string UserId,
    string? PayeeId,
    SystemAccount? Account,
    TransactionKind Type,
    long Amount,
    HoldStatus Status,
    string Description,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt)
{
    /// <summary>The wire shape of a hold.</summary>
    public static HoldResponse Of(Hold hold) => new(
        hold.Id, hold.AccountId, hold.Payee.AccountId, hold.Payee.Account, hold.Kind, hold.Amount.Units, hold.Status, hold.Description,
        hold.CreatedAt, hold.ExpiresAt);
}

/// <summary>A wallet with its open holds, of one moment.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Balance">Whole rupiah.</param>
/// <param name="Available">What can be spent: the balance without what is held.</param>
/// <param name="Held">What is set aside.</param>
/// <param name="Holds">The open holds, the one that expires first at the front; at most 200.</param>
public sealed record WalletHoldsResponse(string UserId, long Balance, long Available, long Held, IReadOnlyList<HoldResponse> Holds)
{
    /// <summary>The wire shape of a wallet with its holds.</summary>
    public static WalletHoldsResponse Of(WalletHolds found) => new(
        found.Wallet.AccountId, found.Wallet.Balance.Units, found.Wallet.Available.Units,
        found.Wallet.Balance.Units - found.Wallet.Available.Units, [.. found.Holds.Select(HoldResponse.Of)]);
}

/// <summary>The limits of a wallet, and what is used of them. Days and months are those of Western Indonesian Time.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Tier">Whose limits they are; null for a wallet without limits.</param>
/// <param name="Balance">What it holds, and the most that it may.</param>
/// <param name="MonthlyIncoming">What it has received in this month, and the most that it may.</param>
/// <param name="DailyOutgoing">What it has sent today, and the most that it may.</param>
public sealed record WalletLimitsResponse(
    string UserId, WalletTier? Tier, LimitResponse Balance, LimitResponse MonthlyIncoming, LimitResponse DailyOutgoing)
{
    /// <summary>The wire shape of limits.</summary>
    public static WalletLimitsResponse Of(WalletAllowance allowance) => new(
        allowance.AccountId, allowance.Tier, new LimitResponse(allowance.Balance.Units, allowance.BalanceCap?.Units),
        new LimitResponse(allowance.MonthReceived.Units, allowance.MonthlyIncoming?.Units),
        new LimitResponse(allowance.DaySpent.Units, allowance.DailyOutgoing?.Units));
}

/// <summary>One limit, in whole rupiah.</summary>
/// <param name="Used">What counts of it so far.</param>
/// <param name="Limit">The most; null: no limit.</param>
public sealed record LimitResponse(long Used, long? Limit);
