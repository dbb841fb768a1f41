using Orleans.Concurrency;

namespace Nusaloka.Payments;

/// <summary>
/// One withdrawal: a saga. Key: its UUID, made from the caller and the Idempotency-Key. The money is set aside, paid out once, and taken
/// when the bank has it, or given free.
/// </summary>
[Alias("nusaloka.IWithdrawalGrain")]
public interface IWithdrawalGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asks for it; a repeat answers it as it is now. Errors: <c>validation_failed</c>, <c>idempotency_key_reused</c>,
    /// <c>withdrawals_unavailable</c>, <c>withdrawal_disputed</c>, and what the wallet refuses with. What the wallet refuses does not use up the key.
    /// </summary>
    [Alias("Request")]
    Task<Result<WithdrawalResult>> RequestAsync(RequestWithdrawal command, CancellationToken cancellationToken = default);

    /// <summary>The withdrawal as of the last thing that is durable. Errors: <c>withdrawal_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Withdrawal>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives it up while it waits; a repeat answers the same. Errors: <c>withdrawal_not_found</c>, <c>withdrawal_not_cancelable</c>.</summary>
    [Alias("Cancel")]
    Task<Result<Withdrawal>> CancelAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Decides about what was said of it that cannot be; it can only be ignored. Errors: <c>quarantine_not_found</c>,
    /// <c>quarantine_resolved</c>, <c>quarantine_not_refundable</c>.
    /// </summary>
    [Alias("ResolveQuarantine")]
    Task<Result<QuarantineEntry>> ResolveQuarantineAsync(ResolveQuarantine command, CancellationToken cancellationToken = default);
}
