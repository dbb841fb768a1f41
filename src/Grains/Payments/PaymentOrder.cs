namespace Nusaloka.Grains.Payments;

/// <summary>A try to pay, and the payment that it belongs to.</summary>
internal sealed record PaymentOrder(Guid AttemptId, string PaymentId);
