using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>The decisions about a wallet: pure functions from command to posting, and from the ledger's answer to ours.</summary>
internal static class WalletRules
{
    private const int MaxKeyLength = 255;

    /// <summary>A payee that a movement of this kind cannot have.</summary>
    public static Error InvalidPayee { get; } =
        Error.Validation("/payee", "invalid_payee", "This kind of movement does not go to that payee.");

    /// <summary>What is wrong with the amount or the operation; null when nothing is.</summary>
    public static Error? Check(Money amount, Operation operation)
    {
        if (amount is { Currency: Currency.Idr, Units: >= 1 and <= WalletLimits.MaxAmount } && operation.Key.Length is >= 1 and <= MaxKeyLength)
            return null;

        var wrong = ImmutableArray.CreateBuilder<FieldError>();
        if (amount.Currency != Currency.Idr)
            wrong.Add(new FieldError("/currency", "unknown_currency", "The currency must be IDR."));
        if (amount.Units is < 1 or > WalletLimits.MaxAmount)
            wrong.Add(new FieldError("/amount", "out_of_range", $"The amount must be 1 to {WalletLimits.MaxAmount} whole rupiah."));
        if (operation.Key.Length is < 1 or > MaxKeyLength)
            wrong.Add(new FieldError("", "invalid_key", $"The Idempotency-Key must have 1 to {MaxKeyLength} characters."));

        return Error.Validation(wrong.ToImmutable());
    }

    /// <summary>What is wrong with a transfer; null when nothing is.</summary>
    public static Error? Check(string senderId, Transfer command)
    {
        if (Check(command.Amount, command.Operation) is { } wrong)
            return wrong;
        if (CheckDescription(command.Description) is { } description)
            return description;

        return command.ReceiverId == senderId ? WalletErrors.SelfTransfer : null;
    }

    /// <summary>What is wrong with a payment to one of our accounts; null when nothing is.</summary>
    public static Error? Check(Pay command) =>
        Check(command.Amount, command.Operation) ?? CheckDescription(command.Description) ?? CheckPayee(command.Payee, command.Kind);

    /// <summary>What is wrong with a description; null when nothing is.</summary>
    public static Error? CheckDescription(string description) =>
        description.Length > WalletLimits.MaxDescriptionLength || description.Any(char.IsControl)
            ? Error.Validation(
                "/description", "invalid_description",
                $"A description has at most {WalletLimits.MaxDescriptionLength} characters and no control characters.")
            : null;

    /// <summary>What is wrong with a movement of a kind to one of our accounts; null when nothing is.</summary>
    public static Error? CheckPayee(SystemAccount payee, TransactionKind kind)
    {
        var isRight = SystemAccounts.Has(payee) && (SystemAccounts.IsClearing(payee)
            ? kind is TransactionKind.Withdrawal or TransactionKind.Refund
            : payee switch
            {
                SystemAccount.Promotions => kind is TransactionKind.Reversal,
                SystemAccount.Fees => kind is TransactionKind.Payment or TransactionKind.Charge,
                _ => kind is TransactionKind.Payment,
            });
        return isRight ? null : InvalidPayee;
    }

    /// <summary>Money out of the wallet.</summary>
    public static LedgerPosting Spend(
        string accountId, TransactionKind kind, string creditCode, Money amount, string description, Operation operation, long spender) =>
        new(
            TransactionId.Create(accountId, kind, operation.Key), (short)kind, LedgerAccountCode.Wallet(accountId), creditCode,
            amount, description, Reference: null, operation.Fingerprint, spender)
        {
            Limits = LimitRules.Of(kind),
        };

    /// <summary>Money into the wallet from one of our own accounts, which nobody owns and no version guards.</summary>
    public static LedgerPosting Receive(
        string accountId, TransactionKind kind, string debitCode, Money amount, string? reference, Operation operation) =>
        new(
            TransactionId.Create(accountId, kind, operation.Key), (short)kind, debitCode, LedgerAccountCode.Wallet(accountId),
            amount, Description: "", reference, operation.Fingerprint, Spender: null)
        {
            Limits = LimitRules.Of(kind),
        };

    /// <summary>The fingerprint of what is done once whatever the key: under another key it is another request.</summary>
    public static string FingerprintWithKey(Operation operation) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{operation.Key}\n{operation.Fingerprint}")));

    /// <summary>Our answer to what the ledger answered.</summary>
    /// <exception cref="InvalidOperationException">The outcome is <see cref="PostingOutcome.Stale"/>, or of a hold.</exception>
    public static Result<Movement> Answer(LedgerPosting posting, PostingResult result, bool walletPays) => result.Outcome switch
    {
        PostingOutcome.Posted => Movement(posting, result, walletPays, replayed: false),
        PostingOutcome.Replayed => Movement(posting, result, walletPays, replayed: true),
        PostingOutcome.KeyReused => WalletErrors.KeyReused,
        PostingOutcome.DebitMissing => WalletErrors.NotFound,
        PostingOutcome.CreditMissing => walletPays ? WalletErrors.ReceiverNotFound : WalletErrors.NotFound,
        PostingOutcome.Insufficient => WalletErrors.InsufficientFunds,
        PostingOutcome.OverDailyOutgoing => WalletErrors.DailyLimitExceeded,
        PostingOutcome.OverBalanceCap => WalletErrors.BalanceLimitExceeded,
        // How much others have received is not for who sends to them.
        PostingOutcome.OverMonthlyIncoming => walletPays ? WalletErrors.BalanceLimitExceeded : WalletErrors.MonthlyLimitExceeded,
        _ => throw new InvalidOperationException($"Transfer {posting.Id} ended as {result.Outcome}, which is no answer for people."),
    };

    private static Movement Movement(LedgerPosting posting, PostingResult result, bool walletPays, bool replayed)
    {
        var transaction = new Transaction(
            posting.Id.ToString(), (TransactionKind)posting.Kind, LedgerAccountCode.AccountId(posting.DebitCode),
            LedgerAccountCode.AccountId(posting.CreditCode), posting.Amount, TransactionStatus.Completed, posting.Description,
            result.CreatedAt);
        return new Movement(transaction, walletPays ? result.DebitBalance : result.CreditBalance, replayed);
    }
}
