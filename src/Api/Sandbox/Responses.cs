using Nusaloka.Payments;
using Nusaloka.Sandbox;

namespace Nusaloka.Api.Sandbox;

/// <summary>What the payer has to do: <c>redirect</c> to a path of this gateway, <c>va_number</c> or <c>qr_string</c>.</summary>
public sealed record SandboxNextAction(string Type, string Value);

/// <summary>A refund at the sandbox gateway.</summary>
public sealed record SandboxRefundResponse(string Id, string PaymentId, RefundStatus Status, long Amount, string Currency, string? FailureCode)
{
    /// <summary>In its wire shape.</summary>
    public static SandboxRefundResponse Of(string paymentId, SandboxRefund refund) =>
        new(refund.ReferenceId, paymentId, refund.Status, refund.Amount.Units, "IDR", refund.FailureCode);
}

/// <summary>A dispute at the sandbox gateway.</summary>
public sealed record SandboxDisputeResponse(DisputeStatus Status, long Amount, string Reason);

/// <summary>A payment at the sandbox gateway.</summary>
public sealed record SandboxPaymentResponse(
    string Id, SandboxStatus Status, long Amount, string Currency, long AmountCaptured, long AmountRefunded, string Description, string? FailureCode,
    SandboxNextAction? NextAction, DateTimeOffset ExpiresAt, DateTimeOffset UpdatedAt, IReadOnlyList<SandboxRefundResponse> Refunds, SandboxDisputeResponse? Dispute)
{
    /// <summary>In its wire shape.</summary>
    public static SandboxPaymentResponse Of(SandboxPayment payment) => new(
        payment.Id, payment.Status, payment.Amount.Units, "IDR", payment.AmountCaptured.Units, payment.AmountRefunded.Units, payment.Description,
        payment.FailureCode, Next(payment), payment.ExpiresAt, payment.UpdatedAt,
        [.. payment.Refunds.Select(refund => SandboxRefundResponse.Of(payment.Id, refund))],
        payment.Dispute is { } dispute ? new SandboxDisputeResponse(dispute.Status, dispute.Amount.Units, dispute.Reason) : null);

    private static SandboxNextAction? Next(SandboxPayment payment) => payment.Step switch
    {
        SandboxStep.Pay or SandboxStep.Confirm => new SandboxNextAction("redirect", $"/sandbox/pay/{payment.Id}"),
        SandboxStep.Transfer => new SandboxNextAction("va_number", payment.StepValue ?? ""),
        SandboxStep.Scan => new SandboxNextAction("qr_string", payment.StepValue ?? ""),
        _ => null,
    };
}

/// <summary>A payout at the sandbox gateway.</summary>
public sealed record SandboxPayoutResponse(string Id, SandboxPayoutStatus Status, long Amount, string Currency, string? FailureCode, DateTimeOffset UpdatedAt)
{
    /// <summary>In its wire shape.</summary>
    public static SandboxPayoutResponse Of(SandboxPayout payout) =>
        new(payout.Id, payout.Status, payout.Amount.Units, "IDR", payout.FailureCode, payout.UpdatedAt);
}

/// <summary>A payment or payout in a list of the sandbox gateway.</summary>
public sealed record SandboxListItem(string Id, string Status, long Amount, long AmountCaptured, string Currency, DateTimeOffset CreatedAt);

/// <summary>A page of payments or payouts, the oldest first; behind the last one with <c>?after=</c> its id.</summary>
public sealed record SandboxListResponse(IReadOnlyList<SandboxListItem> Data, bool HasMore)
{
    /// <summary>In its wire shape.</summary>
    public static SandboxListResponse Of(SandboxRecords records) => new(
        [.. records.Items.Select(static one => new SandboxListItem(one.Id, one.Status, one.Amount.Units, one.AmountCaptured.Units, "IDR", one.CreatedAt))],
        records.HasMore);
}

/// <summary>A dispute in a list of the sandbox gateway.</summary>
public sealed record SandboxDisputeListItem(string Id, string PaymentId, DisputeStatus Status, long Amount, string Currency, string Reason, DateTimeOffset CreatedAt)
{
    /// <summary>In its wire shape.</summary>
    public static SandboxDisputeListItem Of(SandboxDisputeRecord record) => new(
        SandboxDispute.IdOf(record.PaymentId), record.PaymentId, record.Dispute.Status, record.Dispute.Amount.Units, "IDR", record.Dispute.Reason, record.OpenedAt);
}

/// <summary>A page of disputes, the oldest first; behind the last one with <c>?after=</c> its id.</summary>
public sealed record SandboxDisputeListResponse(IReadOnlyList<SandboxDisputeListItem> Data, bool HasMore)
{
    /// <summary>In its wire shape.</summary>
    public static SandboxDisputeListResponse Of(SandboxDisputes disputes) => new([.. disputes.Items.Select(SandboxDisputeListItem.Of)], disputes.HasMore);
}

/// <summary>A payment as the pay page shows it.</summary>
public sealed record SandboxPageResponse(SandboxStatus Status, SandboxStep Step, string? StepValue, long Amount, string Description, string? FailureCode, string ReturnUrl, DateTimeOffset ExpiresAt)
{
    /// <summary>In its wire shape.</summary>
    public static SandboxPageResponse Of(SandboxPayment payment) => new(
        payment.Status, payment.Step, payment.StepValue, payment.Amount.Units, payment.Description, payment.FailureCode, payment.ReturnUrl, payment.ExpiresAt);
}
