using Nusaloka.Payments;

namespace Nusaloka.Sandbox;

/// <summary>A refund at the sandbox gateway.</summary>
/// <param name="ReferenceId">The id that it was asked with.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Amount">How much.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxRefund")]
public sealed record SandboxRefund(
    [property: Id(0)] string ReferenceId,
    [property: Id(1)] RefundStatus Status,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string? FailureCode);
