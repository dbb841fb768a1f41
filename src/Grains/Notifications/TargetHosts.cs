using Microsoft.Extensions.Options;

namespace Nusaloka.Grains.Notifications;

/// <summary>Which addresses people may name: any public one for a webhook, those of push services for a device.</summary>
internal sealed class TargetHosts(IOptions<NotificationOptions> options)
{
    private const string Wildcard = "*.";

    /// <summary>Whether notifications may be sent there as requests.</summary>
    public bool IsWebhook(string url) => WebhookUrls.IsPublicHttps(url) || IsLoopback(url);

    /// <summary>Whether it is an address of a push service that we know.</summary>
    public bool IsPush(string url) =>
        IsLoopback(url) || (WebhookUrls.IsPublicHttps(url) && options.Value.PushServices.Any(host => Matches(host, new Uri(url).IdnHost)));

    private static bool Matches(string pattern, string host) => pattern.StartsWith(Wildcard, StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(pattern, StringComparison.OrdinalIgnoreCase);

    private bool IsLoopback(string url) =>
        options.Value.AllowPrivateTargets && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { IsLoopback: true, Scheme: "http" or "https" };
}
