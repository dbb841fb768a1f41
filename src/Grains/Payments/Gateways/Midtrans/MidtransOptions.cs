using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Payments.Gateways.Midtrans;

/// <summary>Our account at Midtrans. Read from <c>NUSALOKA_PAYMENTS__MIDTRANS__</c>. The defaults are Midtrans' own test environment.</summary>
internal sealed class MidtransOptions
{
    /// <summary>The server key; empty: Midtrans is not used. It also signs the notifications.</summary>
    [ConfigurationKeyName("SERVER_KEY")]
    public string ServerKey { get; set; } = "";

    /// <summary>Where the Core API is.</summary>
    [ConfigurationKeyName("BASE_URL"), Url]
    public string BaseUrl { get; set; } = "https://api.sandbox.midtrans.com";

    /// <summary>Where Snap, the hosted pay page, is.</summary>
    [ConfigurationKeyName("SNAP_URL"), Url]
    public string SnapUrl { get; set; } = "https://app.sandbox.midtrans.com";
}
