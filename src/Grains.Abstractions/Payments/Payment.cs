using System.Collections.Immutable;

namespace Nusaloka.Payments;

/// <summary>A payment as its payer sees it.</summary>
/// <param name="Id">UUID, made from the caller and the Idempotency-Key.</param>
/// <param name="PayerId">The account that pays.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Subject">The booking's id; empty for a top-up.</param>
/// <param name="Amount">What is to be paid.</param>
/// <param name="Method">wallet, or the name of a gateway; null while none is chosen.</param>
/// <param name="CaptureMode">Whether it waits for capture.</param>
/// <param name="Status">Where it is.</param>
/// <param name="NextAction">What the payer must do; only with <see cref="PaymentStatus.RequiresAction"/>.</param>
/// <param name="AmountCapturable">What is authorized and not yet taken.</param>
/// <param name="AmountCaptured">What was taken.</param>
/// <param name="AmountRefunded">What of it was given back.</param>
/// <param name="GatewayReference">What the gateway calls it; null before it knows it.</param>
/// <param name="FailureCode">Why it was declined or canceled; null otherwise.</param>
/// <param name="ExpiresAt">When it is canceled unless it went on.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
/// <param name="Refunds">Money given back, oldest first.</param>
/// <param name="Disputes">What the payer's bank has asked back, oldest first.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Payment")]
public sealed record Payment(
    [property: Id(0)] string Id,
    [property: Id(1)] string PayerId,
    [property: Id(2)] PaymentPurpose Purpose,
    [property: Id(3)] string Subject,
    [property: Id(4)] Money Amount,
    [property: Id(5)] string? Method,
    [property: Id(6)] CaptureMode CaptureMode,
    [property: Id(7)] PaymentStatus Status,
    [property: Id(8)] NextAction? NextAction,
    [property: Id(9)] Money AmountCapturable,
    [property: Id(10)] Money AmountCaptured,
    [property: Id(11)] Money AmountRefunded,
    [property: Id(12)] string? GatewayReference,
    [property: Id(13)] string? FailureCode,
    [property: Id(14)] DateTimeOffset ExpiresAt,
    [property: Id(15)] DateTimeOffset CreatedAt,
    [property: Id(16)] DateTimeOffset UpdatedAt,
    [property: Id(17)] ImmutableArray<Refund> Refunds,
    [property: Id(18)] ImmutableArray<Dispute> Disputes);
