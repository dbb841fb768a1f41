using Nusaloka.Payments;

namespace Nusaloka.Sandbox;

/// <summary>A dispute at the sandbox gateway.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="Amount">What is disputed.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxDispute")]
public sealed record SandboxDispute(
    [property: Id(0)] DisputeStatus Status,
    [property: Id(1)] Money Amount,
    [property: Id(2)] string Reason);
