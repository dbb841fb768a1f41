namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>What a gateway says of a payout.</summary>
/// <param name="PayoutId">Our id.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Reference">What the gateway calls it.</param>
/// <param name="Amount">How much.</param>
/// <param name="FailureCode">Why it failed, in the gateway's words; null when it did not.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GatewayPayout")]
internal sealed record GatewayPayout(
    [property: Id(0)] Guid PayoutId,
    [property: Id(1)] PayoutStatus Status,
    [property: Id(2)] string Reference,
    [property: Id(3)] Money Amount,
    [property: Id(4)] string? FailureCode);
