using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Payments;

/// <summary>What a gateway says by webhook.</summary>
/// <param name="Gateway">Who says it.</param>
/// <param name="AttemptId">The try that it is about; the payment's own id when nobody knows.</param>
/// <param name="Event">What it says.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GatewayNews")]
internal sealed record GatewayNews(
    [property: Id(0)] string Gateway,
    [property: Id(1)] Guid AttemptId,
    [property: Id(2)] GatewayEvent Event);
