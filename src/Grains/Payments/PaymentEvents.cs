namespace Nusaloka.Grains.Payments;

/// <summary>A payment's money is where it belongs. What must follow: an invoice.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="PayerId">Who paid.</param>
/// <param name="Purpose">top_up or booking.</param>
/// <param name="Subject">The booking's id; empty for a top-up.</param>
/// <param name="Amount">What was taken.</param>
/// <param name="Method">wallet, or the name of the gateway.</param>
/// <param name="At">When.</param>
public sealed record PaymentSucceeded(
    string PaymentId, string PayerId, string Purpose, string Subject, Money Amount, string Method, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "payment.succeeded";
}

/// <summary>A payment was declined, or its money could not be delivered.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="PayerId">Who wanted to pay.</param>
/// <param name="Method">wallet, or the name of the gateway.</param>
/// <param name="FailureCode">Why.</param>
/// <param name="At">When.</param>
public sealed record PaymentFailed(string PaymentId, string PayerId, string Method, string FailureCode, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "payment.failed";
}

/// <summary>A payment will never be paid.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="PayerId">Who did not pay.</param>
/// <param name="Reason">requested, expired, or the gateway's word.</param>
/// <param name="At">When.</param>
public sealed record PaymentCanceled(string PaymentId, string PayerId, string Reason, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "payment.canceled";
}

/// <summary>A refund has come to its end, whatever end.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="RefundId">The refund.</param>
/// <param name="PayerId">To whom the money went back, or not.</param>
/// <param name="Amount">How much.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="At">When.</param>
/// <param name="IsOfCaptured">Whether it was money of the payment; false for money that came and was never the payment's.</param>
/// <param name="Reason">Why it was asked for; may be empty.</param>
public sealed record RefundEnded(
    string PaymentId, string RefundId, string PayerId, Money Amount, string? FailureCode, DateTimeOffset At, bool IsOfCaptured = true, string Reason = "")
{
    /// <summary>The name in the outbox of one that succeeded.</summary>
    public const string SucceededType = "refund.succeeded";

    /// <summary>The name in the outbox of one that failed.</summary>
    public const string FailedType = "refund.failed";
}

/// <summary>A dispute came to be, or has gone on.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="DisputeId">What the gateway calls it.</param>
/// <param name="Status">Where it is now, in lower case with underscores.</param>
/// <param name="Amount">What is disputed.</param>
/// <param name="IsWithdrawn">Whether the bank has the money now.</param>
/// <param name="At">When.</param>
public sealed record DisputeChanged(
    string PaymentId, string DisputeId, string Status, Money Amount, bool IsWithdrawn, DateTimeOffset At)
{
    /// <summary>The name in the outbox.</summary>
    public const string Type = "dispute.changed";
}
