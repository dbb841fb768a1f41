using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Payments;

/// <summary>Settings of payments, under <c>NUSALOKA_PAYMENTS__</c>. Those of each gateway are with the gateway.</summary>
public sealed class PaymentOptions
{
    /// <summary>Where gateways send payers back to when the payment names nothing else. An http or https address.</summary>
    [ConfigurationKeyName("RETURN_URL"), Required, Url, StringLength(2_000)]
    public string ReturnUrl { get; set; } = "https://app.nusaloka.id/payments";

    /// <summary>The gateway that pays withdrawals out.</summary>
    [ConfigurationKeyName("PAYOUT_GATEWAY"), Required, StringLength(32)]
    public string PayoutGateway { get; set; } = "sandbox";
}
