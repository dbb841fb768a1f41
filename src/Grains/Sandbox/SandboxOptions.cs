using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Nusaloka.Grains.Sandbox;

/// <summary>The sandbox gateway, and our account there. Read from <c>NUSALOKA_PAYMENTS__SANDBOX__</c>.</summary>
internal sealed class SandboxOptions
{
    /// <summary>Whether it is there. Default: in Development only.</summary>
    [ConfigurationKeyName("ENABLED")]
    public bool? IsEnabled { get; set; }

    /// <summary>The key of who may ask for payments; outside of Development required.</summary>
    [ConfigurationKeyName("SECRET_KEY")]
    public string SecretKey { get; set; } = "";

    /// <summary>The secrets of its webhooks: the first signs, all are good. Outside of Development required.</summary>
    [ConfigurationKeyName("WEBHOOK_SECRETS")]
    public IList<string> WebhookSecrets { get; } = [];

    /// <summary>Where an API of ours is, for requests of silos. Default: this process, which is right when it is the only one.</summary>
    [ConfigurationKeyName("BASE_URL"), Url]
    public string? BaseUrl { get; set; }

    /// <summary>Where the pay page is for people. Default: the base address.</summary>
    [ConfigurationKeyName("PUBLIC_URL"), Url]
    public string? PublicUrl { get; set; }

    /// <summary>Where webhooks go. Default: the base address and <c>/api/v1/webhooks/sandbox</c>.</summary>
    [ConfigurationKeyName("WEBHOOK_URL"), Url]
    public string? WebhookUrl { get; set; }
}
