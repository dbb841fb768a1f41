namespace Nusaloka.Api.Sandbox;

/// <summary>A payment that the sandbox gateway is to take.</summary>
public sealed record SandboxPaymentRequest
{
    /// <summary>The asker's id, a UUID: the same again is the same payment.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whole rupiah.</summary>
    public required long Amount { get; init; }

    /// <summary>What the payer reads.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>automatic</c> or <c>manual</c>.</summary>
    public SandboxCapture Capture { get; init; }

    /// <summary>A test card number to confirm with at once.</summary>
    public string? Card { get; init; }

    /// <summary><c>qris</c>, a virtual account such as <c>bca_va</c>, or <c>instant</c>; none: the pay page.</summary>
    public string? Channel { get; init; }

    /// <summary>Where the pay page sends the payer back to.</summary>
    public required string ReturnUrl { get; init; }

    /// <summary>Until when it can be paid.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>When the money is taken.</summary>
public enum SandboxCapture
{
    /// <summary>At once.</summary>
    Automatic = 0,

    /// <summary>When it is asked for.</summary>
    Manual = 1,
}

/// <summary>How much of a payment is taken.</summary>
public sealed record SandboxCaptureRequest
{
    /// <summary>Whole rupiah.</summary>
    public required long Amount { get; init; }
}

/// <summary>Money that is to be given back.</summary>
public sealed record SandboxRefundRequest
{
    /// <summary>The asker's id, a UUID: the same again is the same refund.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whole rupiah.</summary>
    public required long Amount { get; init; }
}

/// <summary>Nothing but that it is to be done.</summary>
public sealed record SandboxEmptyRequest;

/// <summary>Money that is to be paid to a bank account.</summary>
public sealed record SandboxPayoutRequest
{
    /// <summary>The asker's id, a UUID: the same again is the same payout.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whole rupiah.</summary>
    public required long Amount { get; init; }

    /// <summary>The bank's code: 2 to 16 letters and digits.</summary>
    public required string BankCode { get; init; }

    /// <summary>Digits.</summary>
    public required string AccountNumber { get; init; }

    /// <summary>Whose account it is.</summary>
    public required string HolderName { get; init; }
}

/// <summary>What the payer does on the pay page.</summary>
public sealed record SandboxActionRequest
{
    /// <summary><c>pay</c>, <c>decline</c>, <c>approve</c> or <c>refuse</c>.</summary>
    public required Nusaloka.Sandbox.SandboxAction Action { get; init; }

    /// <summary>The test card that they pay with; none: by the button.</summary>
    public string? Card { get; init; }
}
