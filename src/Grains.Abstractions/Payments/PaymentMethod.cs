namespace Nusaloka.Payments;

/// <summary>A way to pay that is open now.</summary>
/// <param name="Name">wallet, or the name of a gateway.</param>
/// <param name="ManualCapture">Whether it can authorize first and capture later.</param>
/// <param name="PartialCapture">Whether less than authorized can be captured.</param>
/// <param name="PartialRefund">Whether less than captured can be refunded.</param>
/// <param name="MinAmount">The least that can be paid.</param>
/// <param name="MaxAmount">The most that can be paid at once.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PaymentMethod")]
public sealed record PaymentMethod(
    [property: Id(0)] string Name,
    [property: Id(1)] bool ManualCapture,
    [property: Id(2)] bool PartialCapture,
    [property: Id(3)] bool PartialRefund,
    [property: Id(4)] Money MinAmount,
    [property: Id(5)] Money MaxAmount)
{
    /// <summary>The name of the method that is the payer's own wallet.</summary>
    public const string Wallet = "wallet";
}
