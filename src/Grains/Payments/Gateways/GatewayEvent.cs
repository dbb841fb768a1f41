namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>
/// What a webhook says, in our words. It is news, not the truth: events come late, twice and in any order, so a status never goes
/// backwards, and <see cref="IPaymentGateway.FindAsync"/> settles doubts.
/// </summary>
/// <param name="Kind">Which of the following is there.</param>
/// <param name="PaymentId">Our id of the payment; <see cref="Guid.Empty"/> when it is about none of ours, or the gateway names it by <paramref name="Reference"/> only.</param>
/// <param name="RefundId">Our id of the refund; null when it is about none.</param>
/// <param name="Reference">What the gateway calls the payment; null when it does not say.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GatewayEvent")]
internal sealed record GatewayEvent(
    [property: Id(0)] GatewayEventKind Kind,
    [property: Id(1)] Guid PaymentId = default,
    [property: Id(2)] Guid? RefundId = null,
    [property: Id(3)] string? Reference = null,
    [property: Id(4)] GatewayPayment? Payment = null,
    [property: Id(5)] GatewayRefund? Refund = null,
    [property: Id(6)] GatewayDispute? Dispute = null,
    [property: Id(7)] GatewayPayout? Payout = null)
{
    /// <summary>Nothing that concerns us.</summary>
    public static GatewayEvent Other { get; } = new(GatewayEventKind.Other);
}
