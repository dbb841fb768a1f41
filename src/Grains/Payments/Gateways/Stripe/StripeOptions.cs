using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Payments.Gateways.Stripe;

/// <summary>Our account at Stripe. Read from <c>NUSALOKA_PAYMENTS__STRIPE__</c>.</summary>
internal sealed class StripeOptions
{
    /// <summary>The secret API key, <c>sk_…</c>; empty: Stripe is not used.</summary>
    [ConfigurationKeyName("SECRET_KEY")]
    public string SecretKey { get; set; } = "";

    /// <summary>The signing secrets of the webhook endpoint, <c>whsec_…</c>: two while one replaces the other.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRETS")]
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>Where the API is.</summary>
    [ConfigurationKeyName("BASE_URL"), Url]
    public string BaseUrl { get; set; } = "https://api.stripe.com";
}
