namespace Nusaloka.Payments;

/// <summary>Money of a payment that is given back.</summary>
/// <param name="Id">UUID, made from the payment and the Idempotency-Key.</param>
/// <param name="PaymentId">The payment.</param>
/// <param name="Amount">More than zero.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Origin">Who wanted it.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="FailureCode">Why it failed; null when it did not.</param>
/// <param name="CreatedAt">When it was asked for, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.Refund")]
public sealed record Refund(
    [property: Id(0)] string Id,
    [property: Id(1)] string PaymentId,
    [property: Id(2)] Money Amount,
    [property: Id(3)] RefundStatus Status,
    [property: Id(4)] RefundOrigin Origin,
    [property: Id(5)] string Reason,
    [property: Id(6)] string? FailureCode,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] DateTimeOffset UpdatedAt)
{
    /// <summary>Who asked for it: an account or a program; empty when it happened by itself.</summary>
    [Id(9)]
    public string By { get; init; } = "";
}
