namespace Nusaloka.Sandbox;

/// <summary>Money that the sandbox gateway is to give back.</summary>
/// <param name="ReferenceId">The asker's id: the same again is the same refund.</param>
/// <param name="Amount">More than zero, at most what was captured and not refunded.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RefundSandboxPayment")]
public sealed record RefundSandboxPayment(
    [property: Id(0)] string ReferenceId,
    [property: Id(1)] Money Amount);
