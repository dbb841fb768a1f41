using System.Collections.Immutable;
using Nusaloka.Grains.Payments.Gateways;

namespace Nusaloka.Grains.Payments.Webhooks;

/// <summary>A webhook whose sender is known.</summary>
/// <param name="Gateway">Who sent it.</param>
/// <param name="EventId">The same for every delivery of it.</param>
/// <param name="Body">The raw body.</param>
/// <param name="Event">What it says.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.StoreWebhook")]
internal sealed record StoreWebhook(
    [property: Id(0)] string Gateway,
    [property: Id(1)] string EventId,
    [property: Id(2)] ImmutableArray<byte> Body,
    [property: Id(3)] GatewayEvent Event);
