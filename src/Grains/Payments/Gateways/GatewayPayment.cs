using Nusaloka.Payments;

namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>
/// What a gateway says of a payment. An amount that is no whole number of rupiah, or in another currency, has
/// <see cref="Currency.None"/> and the gateway's own units: it equals no amount of ours.
/// </summary>
/// <param name="Status">Where it is.</param>
/// <param name="Reference">What the gateway calls it; empty when it never came to be.</param>
/// <param name="Amount">What the payer was asked for.</param>
/// <param name="AmountCaptured">What was taken.</param>
/// <param name="AmountRefunded">What of it was given back, as far as the answer or event says; <see cref="IPaymentGateway.FindAsync"/> does.</param>
/// <param name="Next">What the payer must do; null unless <see cref="GatewayStatus.RequiresAction"/>.</param>
/// <param name="FailureCode">Why it was declined or canceled, or why the last command was refused, in the gateway's words; null when it does not say.</param>
/// <param name="At">When it came to be so, by the gateway's clock; null when it does not say.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.GatewayPayment")]
internal sealed record GatewayPayment(
    [property: Id(0)] GatewayStatus Status,
    [property: Id(1)] string Reference,
    [property: Id(2)] Money Amount,
    [property: Id(3)] Money AmountCaptured,
    [property: Id(4)] Money AmountRefunded,
    [property: Id(5)] NextAction? Next,
    [property: Id(6)] string? FailureCode,
    [property: Id(7)] DateTimeOffset? At);
