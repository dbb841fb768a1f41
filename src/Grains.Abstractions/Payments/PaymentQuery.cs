namespace Nusaloka.Payments;

/// <summary>Which payments.</summary>
/// <param name="PayerId">Of whom; null for all.</param>
/// <param name="IsDisputed">Whether only those that a bank asks back, or has; false for all.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.PaymentQuery")]
public sealed record PaymentQuery([property: Id(0)] string? PayerId, [property: Id(1)] bool IsDisputed = false);
