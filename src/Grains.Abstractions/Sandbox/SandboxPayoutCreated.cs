namespace Nusaloka.Sandbox;

/// <summary>A payout that the sandbox gateway has taken on.</summary>
/// <param name="Payout">What it is by now.</param>
/// <param name="Answer">How the request is answered; a repeated one always <see cref="SandboxAnswer.Normal"/>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxPayoutCreated")]
public sealed record SandboxPayoutCreated(
    [property: Id(0)] SandboxPayout Payout,
    [property: Id(1)] SandboxAnswer Answer);
