namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>What a webhook is about.</summary>
[GenerateSerializer, Alias("nusaloka.GatewayEventKind")]
internal enum GatewayEventKind
{
    /// <summary>Nothing that concerns us: to be acknowledged and forgotten.</summary>
    Other = 0,

    /// <summary>A payment, in <see cref="GatewayEvent.Payment"/>.</summary>
    Payment = 1,

    /// <summary>A refund, in <see cref="GatewayEvent.Refund"/>.</summary>
    Refund = 2,

    /// <summary>A dispute, in <see cref="GatewayEvent.Dispute"/>.</summary>
    Dispute = 3,

    /// <summary>A payout, in <see cref="GatewayEvent.Payout"/>.</summary>
    Payout = 4,
}
