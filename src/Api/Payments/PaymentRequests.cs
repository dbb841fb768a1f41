using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Nusaloka.Payments;

namespace Nusaloka.Api.Payments;

/// <summary>Makes a payment.</summary>
public sealed record CreatePaymentRequest
{
    /// <summary>What it is for.</summary>
    [Description("top_up adds money to one's own wallet; booking pays for the booking in subject.")]
    public required PaymentPurpose Purpose { get; init; }

    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah."), Range(1L, PaymentLimits.MaxAmount)]
    public required long Amount { get; init; }

    /// <summary>The booking's id.</summary>
    [Description("The booking's id; only for a booking."), MaxLength(PaymentLimits.MaxSubjectLength)]
    public string? Subject { get; init; }

    /// <summary>Whether it waits for capture.</summary>
    [Description("manual authorizes only: the money is taken by capture.")]
    public CaptureMode? CaptureMode { get; init; }

    /// <summary>What to pay with.</summary>
    [Description("wallet, or a gateway of GET /payments/methods. Without it the payment waits for one."), MaxLength(32)]
    public string? Method { get; init; }

    /// <summary>The gateway's token.</summary>
    [Description("A token that the gateway gave the payer's device; a test card number of the sandbox. Without it the payer chooses on the gateway's page."), MaxLength(PaymentLimits.MaxTokenLength)]
    public string? PaymentMethod { get; init; }

    /// <summary>The gateway's way to pay.</summary>
    [Description("A way to pay that the gateway has, such as qris or bca_va."), MaxLength(64)]
    public string? Channel { get; init; }

    /// <summary>Where to come back to.</summary>
    [Description("Where the gateway's page sends the payer back to."), MaxLength(PaymentLimits.MaxUrlLength)]
    public string? ReturnUrl { get; init; }

    /// <summary>Whether to pay at once.</summary>
    [Description("Whether to confirm it in the same request.")]
    public bool? Confirm { get; init; }
}

/// <summary>Pays.</summary>
public sealed record ConfirmPaymentRequest
{
    /// <summary>What to pay with.</summary>
    [Description("As when the payment is made; without it what was chosen then. Needed after a decline."), MaxLength(32)]
    public string? Method { get; init; }

    /// <summary>The gateway's token.</summary>
    [Description("As when the payment is made."), MaxLength(PaymentLimits.MaxTokenLength)]
    public string? PaymentMethod { get; init; }

    /// <summary>The gateway's way to pay.</summary>
    [Description("As when the payment is made."), MaxLength(64)]
    public string? Channel { get; init; }

    /// <summary>Where to come back to.</summary>
    [Description("As when the payment is made."), MaxLength(PaymentLimits.MaxUrlLength)]
    public string? ReturnUrl { get; init; }
}

/// <summary>Takes authorized money.</summary>
public sealed record CapturePaymentRequest
{
    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah; without it all. What is not taken is released."), Range(1L, PaymentLimits.MaxAmount)]
    public long? Amount { get; init; }
}

/// <summary>Gives money back.</summary>
public sealed record RefundPaymentRequest
{
    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah; without it all that is left."), Range(1L, PaymentLimits.MaxAmount)]
    public long? Amount { get; init; }

    /// <summary>Why.</summary>
    [Description("Why; may be empty."), MaxLength(PaymentLimits.MaxReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>Decides about an entry of the quarantine.</summary>
public sealed record ResolveQuarantineRequest
{
    /// <summary>What to do.</summary>
    [Description("refund gives the money back through the gateway; ignore moves nothing.")]
    public required QuarantineResolution Resolution { get; init; }

    /// <summary>Why.</summary>
    [Description("Why. It must be said where a refund ends by it."), MaxLength(PaymentLimits.MaxReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>Sends money to a bank account.</summary>
public sealed record CreateWithdrawalRequest
{
    /// <summary>Whole rupiah.</summary>
    [Description("Whole rupiah."), Range(1L, PaymentLimits.MaxAmount)]
    public required long Amount { get; init; }

    /// <summary>Where to.</summary>
    [Description("Where the money goes; without it the bank account that is kept in the profile.")]
    public BankAccountRequest? BankAccount { get; init; }
}

/// <summary>An account at a bank.</summary>
public sealed record BankAccountRequest
{
    /// <summary>The bank.</summary>
    [Description("The bank's code, such as bca."), MaxLength(16)]
    public required string BankCode { get; init; }

    /// <summary>Its number.</summary>
    [Description("6 to 20 digits."), MaxLength(20)]
    public required string AccountNumber { get; init; }

    /// <summary>Whose it is.</summary>
    [Description("As the bank has it."), MaxLength(100)]
    public required string HolderName { get; init; }

    /// <summary>The same for grains.</summary>
    public BankAccount ToBankAccount() => new(BankCode, AccountNumber, HolderName);
}
