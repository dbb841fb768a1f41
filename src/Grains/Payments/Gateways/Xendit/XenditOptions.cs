using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Payments.Gateways.Xendit;

/// <summary>Our account at Xendit. Read from <c>NUSALOKA_PAYMENTS__XENDIT__</c>. Test and live differ by their keys only.</summary>
internal sealed class XenditOptions
{
    /// <summary>The secret API key, <c>xnd_…</c>; empty: Xendit is not used.</summary>
    [ConfigurationKeyName("SECRET_KEY")]
    public string SecretKey { get; set; } = "";

    /// <summary>The webhook verification tokens: two while one replaces the other.</summary>
    [ConfigurationKeyName("WEBHOOK_TOKENS")]
    public IList<string> WebhookTokens { get; } = [];

    /// <summary>The most that can be paid by QRIS, in rupiah. Default 10,000,000, which Bank Indonesia may change.</summary>
    [ConfigurationKeyName("QRIS_MAX_AMOUNT"), Range(1, 1_000_000_000)]
    public long QrisMaxAmount { get; set; } = 10_000_000;

    /// <summary>Where the API is.</summary>
    [ConfigurationKeyName("BASE_URL"), Url]
    public string BaseUrl { get; set; } = "https://api.xendit.co";
}
