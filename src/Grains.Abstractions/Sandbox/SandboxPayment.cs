using System.Collections.Immutable;

namespace Nusaloka.Sandbox;

/// <summary>A payment at the sandbox gateway.</summary>
/// <param name="Id">The id that it was asked with.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Amount">What the payer was asked for.</param>
/// <param name="AmountCaptured">What was taken.</param>
/// <param name="AmountRefunded">What of it was given back.</param>
/// <param name="Description">What the payer reads.</param>
/// <param name="Step">What the payer has to do.</param>
/// <param name="StepValue">The account number or the text of the QR code; null for other steps.</param>
/// <param name="FailureCode">Why it was declined or canceled; null when it was not.</param>
/// <param name="ReturnUrl">Where the pay page sends the payer back to.</param>
/// <param name="ExpiresAt">Until when it can be paid.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Refunds">All refunds, the oldest first.</param>
/// <param name="Dispute">Its dispute; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.SandboxPayment")]
public sealed record SandboxPayment(
    [property: Id(0)] string Id,
    [property: Id(1)] SandboxStatus Status,
    [property: Id(2)] Money Amount,
    [property: Id(3)] Money AmountCaptured,
    [property: Id(4)] Money AmountRefunded,
    [property: Id(5)] string Description,
    [property: Id(6)] SandboxStep Step,
    [property: Id(7)] string? StepValue,
    [property: Id(8)] string? FailureCode,
    [property: Id(9)] string ReturnUrl,
    [property: Id(10)] DateTimeOffset ExpiresAt,
    [property: Id(11)] DateTimeOffset UpdatedAt,
    [property: Id(12)] ImmutableArray<SandboxRefund> Refunds,
    [property: Id(13)] SandboxDispute? Dispute);
