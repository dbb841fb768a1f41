using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments;

/// <summary>One try to pay. A gateway knows it, and not the payment, so that a second try is another order there.</summary>
/// <param name="Id">What gateways know it by; of the first try the payment's own id.</param>
/// <param name="Source">What it is paid with. The token is forgotten when the gateway has answered.</param>
/// <param name="Reference">What the gateway calls it; null before it has said so.</param>
/// <param name="Reported">What the gateway said of it last; null before it has said anything.</param>
internal sealed record PaymentAttempt(Guid Id, PaymentSource Source, string? Reference, GatewayStatus? Reported)
{
    /// <summary>The request that made it, its key and its fingerprint; null when it had no key.</summary>
    public string? Request { get; init; }

    public string Method => Source.Method;

    public bool IsWallet => Source.Method == PaymentMethod.Wallet;
}
