using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>What a gateway says of a refund.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="Reference">What the gateway calls it; empty when it never came to be.</param>
/// <param name="Amount">How much; see <see cref="GatewayPayment"/> for amounts that are not ours.</param>
/// <param name="FailureCode">Why it failed, in the gateway's words; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GatewayRefund")]
internal sealed record GatewayRefund(
    [property: Id(0)] RefundStatus Status,
    [property: Id(1)] string Reference,
    [property: Id(2)] Money Amount,
    [property: Id(3)] string? FailureCode);
