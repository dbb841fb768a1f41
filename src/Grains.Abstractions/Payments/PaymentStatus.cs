namespace Nusaloka.Payments;

/// <summary>Where a payment is. The names are those of Stripe's PaymentIntents.</summary>
[GenerateSerializer, Alias("nusaloka.PaymentStatus")]
public enum PaymentStatus
{
    /// <summary>Nothing to pay with is chosen, or what was chosen was declined.</summary>
    RequiresPaymentMethod = 0,

    /// <summary>A method is chosen; it waits for confirm.</summary>
    RequiresConfirmation = 1,

    /// <summary>It waits for the payer, see <see cref="Payment.NextAction"/>.</summary>
    RequiresAction = 2,

    /// <summary>It is on its way; nobody needs to do anything.</summary>
    Processing = 3,

    /// <summary>The money is authorized and waits for capture.</summary>
    RequiresCapture = 4,

    /// <summary>The money is where it belongs. Nothing changes that; it can be refunded.</summary>
    Succeeded = 5,

    /// <summary>It will never be paid. Money that comes all the same is refunded at once.</summary>
    Canceled = 6,
}
