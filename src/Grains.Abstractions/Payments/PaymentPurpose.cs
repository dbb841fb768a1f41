namespace Nusaloka.Payments;

/// <summary>What a payment is for.</summary>
[GenerateSerializer, Alias("nusaloka.PaymentPurpose")]
public enum PaymentPurpose
{
    /// <summary>Money into the payer's own wallet.</summary>
    TopUp = 0,

    /// <summary>Money for a booking: we keep it in escrow until it is the seller's.</summary>
    Booking = 1,
}
