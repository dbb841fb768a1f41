using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>A payment.</summary>
/// <param name="Id">The payment's id.</param>
/// <param name="PayerId">Who pays.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Subject">The booking's id; empty for a top-up.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Currency">IDR.</param>
/// <param name="Method">wallet, or the gateway; null while none is chosen.</param>
/// <param name="CaptureMode">Whether it waits for capture.</param>
/// <param name="Status">Where it is.</param>
/// <param name="NextAction">What the payer must do; null when nothing.</param>
/// <param name="AmountCapturable">What is authorized and not taken.</param>
/// <param name="AmountCaptured">What was taken.</param>
/// <param name="AmountRefunded">What of it was given back.</param>
/// <param name="GatewayReference">What the gateway calls it.</param>
/// <param name="FailureCode">Why it was declined or canceled.</param>
/// <param name="ExpiresAt">When it is canceled unless it went on.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Refunds">Money given back, oldest first.</param>
/// <param name="Disputes">What the payer's bank has asked back, oldest first.</param>
public sealed record PaymentResponse(
    string Id,
    string PayerId,
    PaymentPurpose Purpose,
    string Subject,
    long Amount,
    string Currency,
    string? Method,
    CaptureMode CaptureMode,
    PaymentStatus Status,
    NextActionResponse? NextAction,
    long AmountCapturable,
    long AmountCaptured,
    long AmountRefunded,
    string? GatewayReference,
    string? FailureCode,
    DateTimeOffset ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<RefundResponse> Refunds,
    IReadOnlyList<DisputeResponse> Disputes)
{
    /// <summary>The wire shape of a payment.</summary>
    public static PaymentResponse Of(Payment payment, bool isForStaff) => new(
        payment.Id, payment.PayerId, payment.Purpose, payment.Subject, payment.Amount.Units, "IDR", payment.Method, payment.CaptureMode,
        payment.Status, payment.NextAction is { } next ? new NextActionResponse(next.Kind, next.Value) : null,
        payment.AmountCapturable.Units, payment.AmountCaptured.Units, payment.AmountRefunded.Units, payment.GatewayReference,
        payment.FailureCode, payment.ExpiresAt, payment.CreatedAt, payment.UpdatedAt,
        [.. payment.Refunds.Select(refund => RefundResponse.Of(refund, isForStaff))], [.. payment.Disputes.Select(DisputeResponse.Of)]);
}

/// <summary>What the payer must do.</summary>
/// <param name="Type">What sort of thing it is.</param>
/// <param name="Value">The address to open, the virtual account number, or the text of the QR code.</param>
public sealed record NextActionResponse(NextActionKind Type, string Value);

/// <summary>Money given back.</summary>
/// <param name="Id">The refund's id.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Origin">Who wanted it.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="RequestedBy">The account or program that asked for it, for staff alone; null when it happened by itself.</param>
public sealed record RefundResponse(
    string Id, string PaymentId, long Amount, RefundStatus Status, RefundOrigin Origin, string Reason, string? FailureCode,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? RequestedBy)
{
    /// <summary>The wire shape of a refund.</summary>
    public static RefundResponse Of(Refund refund, bool isForStaff) => new(
        refund.Id, refund.PaymentId, refund.Amount.Units, refund.Status, refund.Origin, refund.Reason, refund.FailureCode, refund.CreatedAt, refund.UpdatedAt,
        isForStaff && refund.By.Length > 0 ? refund.By : null);
}

/// <summary>What the payer's bank has asked back.</summary>
/// <param name="Id">What the gateway calls it.</param>
/// <param name="Amount">Whole rupiah.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Reason">Why, in the gateway's words.</param>
/// <param name="IsWithdrawn">Whether the bank has the money now.</param>
/// <param name="CreatedAt">When we heard of it.</param>
/// <param name="UpdatedAt">When it last changed.</param>
public sealed record DisputeResponse(
    string Id, long Amount, DisputeStatus Status, string Reason, bool IsWithdrawn, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The wire shape of a dispute.</summary>
    public static DisputeResponse Of(Dispute dispute) =>
        new(dispute.Id, dispute.Amount.Units, dispute.Status, dispute.Reason, dispute.IsWithdrawn, dispute.CreatedAt, dispute.UpdatedAt);
}

/// <summary>One page of payments.</summary>
/// <param name="Data">The items, newest first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record PaymentsResponse(IReadOnlyList<PaymentResponse> Data, string? NextCursor);

/// <summary>The ways to pay that are open now.</summary>
/// <param name="Data">The items.</param>
public sealed record PaymentMethodsResponse(IReadOnlyList<PaymentMethodResponse> Data);

/// <summary>A way to pay.</summary>
/// <param name="Name">What to give as method.</param>
/// <param name="ManualCapture">Whether it can authorize first and capture later.</param>
/// <param name="PartialCapture">Whether less than authorized can be captured.</param>
/// <param name="PartialRefund">Whether less than captured can be refunded.</param>
/// <param name="MinAmount">The least that can be paid, in whole rupiah.</param>
/// <param name="MaxAmount">The most that can be paid at once.</param>
public sealed record PaymentMethodResponse(
    string Name, bool ManualCapture, bool PartialCapture, bool PartialRefund, long MinAmount, long MaxAmount)
{
    /// <summary>The wire shape of a way to pay.</summary>
    public static PaymentMethodResponse Of(PaymentMethod method) =>
        new(method.Name, method.ManualCapture, method.PartialCapture, method.PartialRefund, method.MinAmount.Units, method.MaxAmount.Units);
}
