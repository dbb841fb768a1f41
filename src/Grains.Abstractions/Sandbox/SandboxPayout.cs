namespace Nusaloka.Sandbox;

/// <summary>A payout at the sandbox gateway.</summary>
/// <param name="Id">The id that it was asked with.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Amount">How much.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="UpdatedAt">When it last changed.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxPayout")]
public sealed record SandboxPayout(
    [property: Id(0)] string Id,
    [property: Id(1)] SandboxPayoutStatus Status,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string? FailureCode,
    [property: Id(4)] DateTimeOffset UpdatedAt);
