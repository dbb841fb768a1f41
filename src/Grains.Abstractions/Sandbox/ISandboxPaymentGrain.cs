namespace Nusaloka.Sandbox;

/// <summary>
/// A payment at the sandbox gateway, which plays a gateway of another company: it is spoken to over HTTP, and tells what has happened by
/// signed webhooks. Key: the id that the payment was asked with, a UUID. Misbehaves as the card number or the amount's ending asks
/// (docs/reference/sandbox.md).
/// </summary>
[Alias("nusaloka.ISandboxPaymentGrain")]
public interface ISandboxPaymentGrain : IGrainWithStringKey
{
    /// <summary>Takes the payment on. The same again answers the same; other contents <see cref="SandboxErrors.IdTaken"/>.</summary>
    [Alias("Create")]
    Task<Result<SandboxPaymentCreated>> CreateAsync(CreateSandboxPayment command, CancellationToken cancellationToken = default);

    /// <summary>What the payment is; <see cref="SandboxErrors.NotFound"/>.</summary>
    [Alias("Get")]
    Task<Result<SandboxPayment>> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Takes what was authorized, or a part of it; <see cref="SandboxErrors.NotNow"/>, <see cref="SandboxErrors.TooMuch"/>.</summary>
    [Alias("Capture")]
    Task<Result<SandboxPayment>> CaptureAsync(Money amount, CancellationToken cancellationToken = default);

    /// <summary>Gives the payment up; <see cref="SandboxErrors.NotNow"/> when it is too late.</summary>
    [Alias("Cancel")]
    Task<Result<SandboxPayment>> CancelAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives money back; <see cref="SandboxErrors.NotNow"/>, <see cref="SandboxErrors.TooMuch"/>, <see cref="SandboxErrors.IdTaken"/>.</summary>
    [Alias("Refund")]
    Task<Result<SandboxRefund>> RefundAsync(RefundSandboxPayment command, CancellationToken cancellationToken = default);

    /// <summary>The payer acts on the pay page; <see cref="SandboxErrors.NotNow"/> when there is nothing to do.</summary>
    /// <param name="action">What the payer does.</param>
    /// <param name="card">The test card that they pay with; null: by the page's button.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Alias("Act")]
    Task<Result<SandboxPayment>> ActAsync(SandboxAction action, string? card, CancellationToken cancellationToken = default);
}
