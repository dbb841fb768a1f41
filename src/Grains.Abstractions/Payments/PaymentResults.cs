namespace Nusaloka.Payments;

/// <summary>What a command on a payment did.</summary>
/// <param name="Payment">The payment as it is now.</param>
/// <param name="Replayed">Whether the command was done before under the same key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PaymentResult")]
public sealed record PaymentResult(
    [property: Id(0)] Payment Payment,
    [property: Id(1)] bool Replayed);

/// <summary>What became of a refund.</summary>
/// <param name="Refund">The refund as it is now.</param>
/// <param name="Replayed">Whether it was asked for before under the same key.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.RefundResult")]
public sealed record RefundResult(
    [property: Id(0)] Refund Refund,
    [property: Id(1)] bool Replayed);

/// <summary>Escrowed money that is the seller's.</summary>
/// <param name="Amount">How much was let go; may be zero.</param>
/// <param name="Lost">What of it the payer's bank has taken from us for good, so that it is nobody's any more.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReleasedPayment")]
public sealed record ReleasedPayment(
    [property: Id(0)] Money Amount,
    [property: Id(1)] Money Lost);
