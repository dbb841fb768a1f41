using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>What a gateway says of a dispute.</summary>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Funds">What this event says of our money. Events may come in any order, and more than once.</param>
/// <param name="Amount">What is disputed; see <see cref="GatewayPayment"/> for amounts that are not ours.</param>
/// <param name="Reason">Why, in the gateway's words, such as <c>fraudulent</c>.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GatewayDispute")]
internal sealed record GatewayDispute(
    [property: Id(0)] string Reference,
    [property: Id(1)] DisputeStatus Status,
    [property: Id(2)] DisputeFunds Funds,
    [property: Id(3)] Money Amount,
    [property: Id(4)] string Reason);
