namespace Nusaloka.Sandbox;

/// <summary>A payment that the sandbox gateway has taken on.</summary>
/// <param name="Payment">What it is by now.</param>
/// <param name="Answer">How the request is answered; a repeated one always <see cref="SandboxAnswer.Normal"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxPaymentCreated")]
public sealed record SandboxPaymentCreated(
    [property: Id(0)] SandboxPayment Payment,
    [property: Id(1)] SandboxAnswer Answer);
