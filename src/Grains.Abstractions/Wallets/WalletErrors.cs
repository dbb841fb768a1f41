namespace Nusaloka.Wallets;

/// <summary>The expected failures of wallets and transactions.</summary>
public static class WalletErrors
{
    /// <summary>No wallet for this account, or it is closed.</summary>
    public static Error NotFound { get; } = new("wallet_not_found", ErrorKind.NotFound, "There is no such wallet.");

    /// <summary>Nobody to send to.</summary>
    public static Error ReceiverNotFound { get; } =
        new("receiver_not_found", ErrorKind.NotFound, "There is no account with the id in receiver_id.");

    /// <summary>A wallet does not send to itself.</summary>
    public static Error SelfTransfer { get; } =
        new("self_transfer", ErrorKind.Invalid, "Sender and receiver are the same account.");

    /// <summary>Less in the wallet than was asked for.</summary>
    public static Error InsufficientFunds { get; } =
        new("insufficient_funds", ErrorKind.Refused, "The wallet holds less than the amount.");

    /// <summary>One key, two different requests.</summary>
    public static Error KeyReused { get; } =
        new("idempotency_key_reused", ErrorKind.Refused, "This Idempotency-Key was used for a different request. Use a new key.");

    /// <summary>The wallet has no such hold.</summary>
    public static Error HoldNotFound { get; } = new("hold_not_found", ErrorKind.NotFound, "The wallet has no such hold.");

    /// <summary>A hold is resolved once.</summary>
    public static Error HoldResolved { get; } =
        new("hold_resolved", ErrorKind.Conflict, "The hold was captured or voided, or has expired.");

    /// <summary>More was to be captured than is held.</summary>
    public static Error HoldExceeded { get; } = new("hold_exceeded", ErrorKind.Refused, "The amount is more than what is held.");

    /// <summary>The wallet that would receive may not hold so much, or for a transfer of another's not receive so much.</summary>
    public static Error BalanceLimitExceeded { get; } = new(
        "balance_limit_exceeded", ErrorKind.Refused, "The receiving wallet cannot take this amount: it would hold or receive more than its limits allow.");

    /// <summary>The wallet may not receive so much in a month.</summary>
    public static Error MonthlyLimitExceeded { get; } = new(
        "monthly_limit_exceeded", ErrorKind.Refused, "The wallet would receive more in this month than its limits allow.");

    /// <summary>The wallet may not send so much in a day.</summary>
    public static Error DailyLimitExceeded { get; } = new(
        "daily_limit_exceeded", ErrorKind.Refused, "The wallet would send more today than its limits allow.");

    /// <summary>The payment method said no.</summary>
    public static Error PaymentDeclined { get; } =
        new("payment_declined", ErrorKind.Refused, "The payment method declined the charge. Nothing was taken.");

    /// <summary>No such transaction that the caller may see.</summary>
    public static Error TransactionNotFound { get; } =
        new("transaction_not_found", ErrorKind.NotFound, "There is no such transaction.");

    /// <summary>What is done stays done.</summary>
    public static Error TransactionCompleted { get; } =
        new("transaction_completed", ErrorKind.Conflict, "The transaction is completed. It can only be reversed, by a new one.");

    /// <summary>What is cancelled stays cancelled.</summary>
    public static Error TransactionCancelled { get; } =
        new("transaction_cancelled", ErrorKind.Conflict, "The transaction is cancelled. Make a new one.");

    /// <summary>A transfer is given back once.</summary>
    public static Error TransactionReversed { get; } =
        new("transaction_reversed", ErrorKind.Conflict, "The transaction was reversed before.");

    /// <summary>Only completed transfers between people are given back.</summary>
    public static Error NotReversible { get; } = new(
        "transaction_not_reversible", ErrorKind.Conflict, "Only a completed transfer between people can be reversed. A payment is refunded.");

    /// <summary>A closed wallet holds nothing.</summary>
    public static Error NotEmpty { get; } =
        new("wallet_not_empty", ErrorKind.Conflict, "The wallet still holds money.");
}
