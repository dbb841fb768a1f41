namespace Nusaloka.Api.RateLimits;

/// <summary>One quota with a name. Whoever is counted has one of these each.</summary>
/// <param name="Name">What headers and metrics call it.</param>
/// <param name="Quota">How much.</param>
public sealed record RateLimit(string Name, Quota Quota)
{
    /// <summary>The header <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers).</summary>
    public string Header { get; } = string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"\"{Name}\";q={Quota.Requests};w={Quota.Window.TotalSeconds:0}");
}
