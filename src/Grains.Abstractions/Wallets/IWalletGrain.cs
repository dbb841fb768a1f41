using Orleans.Concurrency;

namespace Nusaloka.Wallets;

/// <summary>
/// One person's wallet. Key: the account id. It is the only one that may spend the wallet's money: spendings take effect one at a
/// time, in the order in which they reach it, though none waits for the commit of the one before. Every acknowledged movement is durable. A refused command changes nothing and does not use up its key.
/// </summary>
[Alias("nusaloka.IWalletGrain")]
public interface IWalletGrain : IGrainWithStringKey
{
    /// <summary>Opens the wallet, unverified, with a balance of zero. Repeating it does nothing.</summary>
    [Alias("Open")]
    Task<Result<WalletBalance>> OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>The balance as of now, including credits by others. Errors: <c>wallet_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetBalance")]
    Task<Result<WalletBalance>> GetBalanceAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds money through a payment method. Errors: <c>validation_failed</c>, <c>wallet_not_found</c>,
    /// <c>payment_declined</c>, <c>balance_limit_exceeded</c>, <c>monthly_limit_exceeded</c>, <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("TopUp")]
    Task<Result<Movement>> TopUpAsync(TopUp command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes money out to the outside. Errors: <c>validation_failed</c>, <c>wallet_not_found</c>,
    /// <c>insufficient_funds</c>, <c>daily_limit_exceeded</c>, <c>idempotency_key_reused</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Debit")]
    Task<Result<Movement>> DebitAsync(Debit command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds money on the word of another program of ours. Errors: <c>validation_failed</c>, <c>wallet_not_found</c>,
    /// <c>balance_limit_exceeded</c>, <c>monthly_limit_exceeded</c>,
    /// <c>idempotency_key_reused</c>.
    /// </summary>
    [Alias("Credit")]
    Task<Result<Movement>> CreditAsync(Credit command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends money to another wallet. Errors: <c>validation_failed</c>, <c>wallet_not_found</c>,
    /// <c>receiver_not_found</c>, <c>self_transfer</c>, <c>insufficient_funds</c>, <c>daily_limit_exceeded</c>,
    /// <c>balance_limit_exceeded</c> (the receiver's), <c>idempotency_key_reused</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Transfer")]
    Task<Result<Movement>> TransferAsync(Transfer command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pays one of our accounts. Errors: <c>validation_failed</c>, <c>wallet_not_found</c>, <c>insufficient_funds</c>, and for a withdrawal <c>daily_limit_exceeded</c>,
    /// <c>idempotency_key_reused</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Pay")]
    Task<Result<Movement>> PayAsync(Pay command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets money aside: from now on it is not available. Errors: <c>validation_failed</c>, <c>wallet_not_found</c>,
    /// <c>receiver_not_found</c>, <c>self_transfer</c>, <c>insufficient_funds</c>, <c>daily_limit_exceeded</c>, <c>idempotency_key_reused</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Authorize")]
    Task<Result<Hold>> AuthorizeAsync(Authorize command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Moves what is held, or a part of it, to whom it is for; the rest is available again. Of captures, voids and the expiry of one
    /// hold exactly one takes effect. Errors: <c>validation_failed</c>, <c>hold_not_found</c>, <c>hold_resolved</c>,
    /// <c>hold_exceeded</c>, <c>receiver_not_found</c>, <c>balance_limit_exceeded</c> (the receiver's; the hold stays).
    /// </summary>
    [AlwaysInterleave, Alias("Capture")]
    Task<Result<Movement>> CaptureAsync(CaptureHold command, CancellationToken cancellationToken = default);

    /// <summary>Makes what is held available again. Errors: <c>validation_failed</c>, <c>hold_not_found</c>, <c>hold_resolved</c>.</summary>
    [AlwaysInterleave, Alias("Void")]
    Task<Result<Hold>> VoidAsync(VoidHold command, CancellationToken cancellationToken = default);

    /// <summary>Balance and open holds of one moment. Errors: <c>wallet_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetHolds")]
    Task<Result<WalletHolds>> GetHoldsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives a transfer that this wallet has received back to who sent it, once, whole. No limits count. Errors: <c>validation_failed</c>,
    /// <c>wallet_not_found</c>, <c>transaction_not_found</c>, <c>transaction_not_reversible</c>, <c>transaction_reversed</c>,
    /// <c>receiver_not_found</c>, <c>insufficient_funds</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Reverse")]
    Task<Result<Movement>> ReverseAsync(ReverseTransfer command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a cancelled transaction from the lists of this wallet's owner. Repeating it does nothing. Errors: <c>transaction_not_found</c>.
    /// </summary>
    [AlwaysInterleave, Alias("Hide")]
    Task<Result> HideAsync(string transactionId, CancellationToken cancellationToken = default);

    /// <summary>Gives the wallet the limits of a tier. Errors: <c>validation_failed</c>, <c>wallet_not_found</c>.</summary>
    [AlwaysInterleave, Alias("SetTier")]
    Task<Result<WalletAllowance>> SetTierAsync(WalletTier tier, CancellationToken cancellationToken = default);

    /// <summary>The wallet's limits and what is used of them. Errors: <c>wallet_not_found</c>.</summary>
    [AlwaysInterleave, Alias("GetLimits")]
    Task<Result<WalletAllowance>> GetLimitsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Closes an empty wallet for good; it can neither send nor receive. Repeating it does nothing.
    /// Errors: <c>wallet_not_found</c>, <c>wallet_not_empty</c>.
    /// </summary>
    [Alias("Close")]
    Task<Result> CloseAsync(CancellationToken cancellationToken = default);
}
