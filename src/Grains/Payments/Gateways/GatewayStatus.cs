namespace Nusaloka.Grains.Payments.Gateways;

/// <summary>Where a payment is at its gateway.</summary>
[GenerateSerializer, Alias("nusaloka.GatewayStatus")]
internal enum GatewayStatus
{
    /// <summary>Waits for the payer, see <see cref="GatewayPayment.Next"/>.</summary>
    RequiresAction = 0,

    /// <summary>Waits for a bank; nobody can do anything.</summary>
    Processing = 1,

    /// <summary>Authorized: waits for us.</summary>
    RequiresCapture = 2,

    /// <summary>The money was taken. It stays so when it is refunded.</summary>
    Succeeded = 3,

    /// <summary>Refused, see <see cref="GatewayPayment.FailureCode"/>.</summary>
    Declined = 4,

    /// <summary>Given up or expired.</summary>
    Canceled = 5,
}
