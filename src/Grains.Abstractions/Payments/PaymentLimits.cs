namespace Nusaloka.Payments;

/// <summary>Bounds of a payment's commands.</summary>
public static class PaymentLimits
{
    /// <summary>The most that one payment moves, in whole rupiah; a gateway may allow less.</summary>
    public const long MaxAmount = 1_000_000_000;

    /// <summary>The longest subject.</summary>
    public const int MaxSubjectLength = 64;

    /// <summary>The longest reason of a refund.</summary>
    public const int MaxReasonLength = 255;

    /// <summary>The longest token of a payment method.</summary>
    public const int MaxTokenLength = 255;

    /// <summary>The longest address to come back to.</summary>
    public const int MaxUrlLength = 2_000;

    /// <summary>How often a payment may be tried; the last one that is declined cancels it.</summary>
    public const int MaxAttempts = 5;

    /// <summary>How many refunds a payment can have.</summary>
    public const int MaxRefunds = 100;
}
