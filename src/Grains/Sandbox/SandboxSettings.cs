using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Sandbox;

/// <summary>The sandbox gateway's options with what follows from the environment and from where this process listens.</summary>
internal sealed class SandboxSettings(IOptions<SandboxOptions> options, IHostEnvironment? environment = null, IServer? server = null)
{
    private const string WebhookPath = "/api/v1/webhooks/sandbox";

    /// <summary>Whether it is there.</summary>
    public bool IsEnabled => options.Value.IsEnabled ?? IsDevelopment;

    /// <summary>The key of who may ask for payments.</summary>
    public string SecretKey => options.Value.SecretKey is { Length: > 0 } key ? key : Default(SandboxDefaults.SecretKey, "SECRET_KEY");

    /// <summary>The secrets that webhooks may be signed with.</summary>
    public IReadOnlyCollection<string> WebhookSecrets => options.Value.WebhookSecrets.Where(static secret => secret.Length > 0).ToArray() is { Length: > 0 } secrets
        ? secrets
        : [Default(SandboxDefaults.WebhookSecret, "WEBHOOK_SECRETS__0")];

    /// <summary>The secret that webhooks are signed with.</summary>
    public string SigningSecret => WebhookSecrets.First();

    /// <summary>Where requests go, without a slash at the end.</summary>
    public string BaseUrl => (options.Value.BaseUrl ?? OwnAddress()).TrimEnd('/');

    /// <summary>Where people find the pay page, without a slash at the end.</summary>
    public string PublicUrl => (options.Value.PublicUrl ?? BaseUrl).TrimEnd('/');

    /// <summary>Where webhooks go.</summary>
    public Uri WebhookUrl => new(options.Value.WebhookUrl ?? BaseUrl + WebhookPath);

    private bool IsDevelopment => environment?.IsDevelopment() == true;

    private string Default(string value, string name) => IsDevelopment
        ? value
        : throw new InvalidOperationException($"NUSALOKA_PAYMENTS__SANDBOX__{name} is not set, and has a default in Development only.");

    /// <summary>An address that listens everywhere is reached on this machine.</summary>
    private string OwnAddress()
    {
        var address = server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("NUSALOKA_PAYMENTS__SANDBOX__BASE_URL is not set, and this process does not listen itself.");
        var uri = new Uri(address.Replace("//+", "//0.0.0.0", StringComparison.Ordinal).Replace("//*", "//0.0.0.0", StringComparison.Ordinal));
        return uri.Host is "0.0.0.0" or "[::]" ? $"{uri.Scheme}://127.0.0.1:{uri.Port}" : uri.GetLeftPart(UriPartial.Authority);
    }
}
