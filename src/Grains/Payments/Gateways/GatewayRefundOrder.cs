namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Money that a gateway is to give back.</summary>
/// <param name="RefundId">Our id; the gateway's own key for doing it once is made from it.</param>
/// <param name="PaymentId">Our id of the payment.</param>
/// <param name="Reference">What the gateway calls the payment.</param>
/// <param name="Amount">Whole rupiah, at most what was captured and not refunded.</param>
/// <param name="Reason">Why: <c>duplicate</c>, <c>fraudulent</c>, <c>requested_by_customer</c>, or words of our own.</param>
/// <param name="IsInDoubt">Whether it was sent lately, and not answered: then a refusal does not say that it was not done.</param>
internal sealed record GatewayRefundOrder(Guid RefundId, Guid PaymentId, string Reference, Money Amount, string Reason, bool IsInDoubt = false);
