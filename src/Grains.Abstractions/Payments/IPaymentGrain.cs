using Orleans.Concurrency;

namespace Nusaloka.Payments;

/// <summary>
/// One payment: a saga. Key: its UUID, made from the caller and the Idempotency-Key. What it has begun goes on by itself, also when the
/// process dies; money moves once, whatever is repeated. A refused command changes nothing.
/// </summary>
[Alias("nusaloka.IPaymentGrain")]
public interface IPaymentGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes the payment; a repeat answers it as it is now. Errors: <c>validation_failed</c>, <c>idempotency_key_reused</c>,
    /// <c>method_unavailable</c>.
    /// </summary>
    [Alias("Create")]
    Task<Result<PaymentResult>> CreateAsync(CreatePayment command, CancellationToken cancellationToken = default);

    /// <summary>The payment as of the last thing that is durable. Errors: <c>payment_not_found</c>.</summary>
    [AlwaysInterleave, Alias("Get")]
    Task<Result<Payment>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Pays. When the gateway's answer is missing the payment is <see cref="PaymentStatus.Processing"/> and finds out by itself. Errors:
    /// <c>payment_not_found</c>, <c>payment_status</c>, <c>method_required</c>, <c>method_unavailable</c>, <c>amount_not_payable</c>,
    /// <c>gateway_unavailable</c>; for a top-up also what the wallet's limits refuse with.
    /// </summary>
    [Alias("Confirm")]
    Task<Result<PaymentResult>> ConfirmAsync(ConfirmPayment command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes authorized money, once. Errors: <c>payment_not_found</c>, <c>payment_status</c>, <c>amount_too_large</c>,
    /// <c>partial_not_supported</c>, <c>idempotency_key_reused</c>, <c>gateway_unavailable</c>.
    /// </summary>
    [Alias("Capture")]
    Task<Result<PaymentResult>> CaptureAsync(CapturePayment command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives the payment up and releases what is authorized. One that has succeeded meanwhile at the gateway stays so. Errors:
    /// <c>payment_not_found</c>, <c>payment_status</c>.
    /// </summary>
    [Alias("Cancel")]
    Task<Result<PaymentResult>> CancelAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives money back. What was paid for a booking and cannot go back the way it came goes to the payer's wallet, or else waits for officers. Errors: <c>payment_not_found</c>, <c>payment_status</c>, <c>amount_too_large</c>,
    /// <c>partial_not_supported</c>, <c>too_many_refunds</c>, <c>payment_disputed</c>, <c>idempotency_key_reused</c>, <c>validation_failed</c>.
    /// </summary>
    [Alias("Refund")]
    Task<Result<RefundResult>> RefundAsync(RefundPayment command, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets go of escrowed money that is to be the seller's: what is released cannot be refunded any more. It happens once; a repeat answers
    /// the same. The caller moves the money. Errors: <c>payment_not_found</c>, <c>payment_status</c>, <c>payment_disputed</c>.
    /// </summary>
    [Alias("Release")]
    Task<Result<ReleasedPayment>> ReleaseAsync(ReleasePayment command, CancellationToken cancellationToken = default);

    /// <summary>Decides about quarantined money, once. Errors: <c>quarantine_not_found</c>, <c>quarantine_resolved</c>, <c>quarantine_not_refundable</c>.</summary>
    [Alias("ResolveQuarantine")]
    Task<Result<QuarantineEntry>> ResolveQuarantineAsync(ResolveQuarantine command, CancellationToken cancellationToken = default);
}
