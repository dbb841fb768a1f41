using System.Text.Json.Serialization;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Wallets;

/// <summary>What is in a wallet.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Balance">Whole rupiah.</param>
public sealed record BalanceResponse(string UserId, long Balance)
{
    /// <summary>The wire shape of a balance.</summary>
    public static BalanceResponse Of(WalletBalance wallet) => new(wallet.AccountId, wallet.Balance.Units);
}

/// <summary>What is in one's own wallet.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Balance">Whole rupiah.</param>
/// <param name="Available">What can be spent: the balance without what is held.</param>
/// <param name="Held">What is set aside.</param>
public sealed record OwnBalanceResponse(string UserId, long Balance, long Available, long Held)
{
    /// <summary>The wire shape of one's own balance.</summary>
    public static OwnBalanceResponse Of(WalletBalance wallet) => new(
        wallet.AccountId, wallet.Balance.Units, wallet.Available.Units, wallet.Balance.Units - wallet.Available.Units);
}

/// <summary>What is in a wallet after a movement.</summary>
/// <param name="Id">Whose wallet: the account id.</param>
/// <param name="Balance">Whole rupiah.</param>
public sealed record BalanceAfterResponse(string Id, long Balance);

/// <summary>A movement of money.</summary>
/// <param name="Id">The transaction id.</param>
/// <param name="Type">What sort of movement.</param>
/// <param name="SenderId">Who paid; null when the money came from outside.</param>
/// <param name="ReceiverId">Who received; null when the money went outside.</param>
/// <param name="Amount">Whole rupiah, more than zero.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Description">What it is for; may be empty.</param>
/// <param name="CreatedAt">When it was committed; when it was pending first, when that was.</param>
/// <param name="UpdatedAt">When its status last changed; not there while it never did.</param>
public sealed record TransactionResponse(
    string Id,
    TransactionKind Type,
    string? SenderId,
    string? ReceiverId,
    long Amount,
    TransactionStatus Status,
    string Description,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? UpdatedAt = null)
{
    /// <summary>The wire shape of a transaction.</summary>
    public static TransactionResponse Of(Transaction transaction) => new(
        transaction.Id, transaction.Kind, transaction.SenderId, transaction.ReceiverId, transaction.Amount.Units,
        transaction.Status, transaction.Description, transaction.CreatedAt, transaction.UpdatedAt);

    /// <summary>The wire shape of a transaction that waits for its completion.</summary>
    public static TransactionResponse Pending(Hold hold) => new(
        hold.Id, hold.Kind, hold.AccountId, hold.Payee.AccountId, hold.Amount.Units, TransactionStatus.Pending, hold.Description, hold.CreatedAt);
}

/// <summary>Totals of one account since it was opened.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="TotalTransactions">How many movements.</param>
/// <param name="TotalSpent">What left the wallet, in whole rupiah.</param>
/// <param name="TotalReceived">What came into the wallet, in whole rupiah.</param>
/// <param name="LastTransaction">When the newest movement was; null when there is none.</param>
public sealed record SummaryResponse(
    string UserId,
    long TotalTransactions,
    long TotalSpent,
    long TotalReceived,
    DateTimeOffset? LastTransaction)
{
    /// <summary>The wire shape of a summary.</summary>
    public static SummaryResponse Of(TransactionSummary summary) => new(
        summary.AccountId, summary.TotalTransactions, summary.TotalSpent.Units, summary.TotalReceived.Units, summary.LastTransactionAt);
}
