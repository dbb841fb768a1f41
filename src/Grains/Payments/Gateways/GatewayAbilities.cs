namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>What a gateway can do. What it cannot is refused before it is asked.</summary>
/// <param name="ManualCapture">Whether it can authorize first and capture later.</param>
/// <param name="PartialCapture">Whether a capture may be for less than was authorized.</param>
/// <param name="PartialRefund">Whether a refund may be for less than was captured, and there may be several.</param>
/// <param name="Disputes">Whether payers can ask their bank for the money back.</param>
/// <param name="MinAmount">The least that can be paid.</param>
/// <param name="MaxAmount">The most that can be paid at once.</param>
internal sealed record GatewayAbilities(
    bool ManualCapture, bool PartialCapture, bool PartialRefund, bool Disputes, Money MinAmount, Money MaxAmount);
