using System.Globalization;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>Tells callers where they stand (draft-ietf-httpapi-ratelimit-headers-10: structured fields).</summary>
internal static class RateLimitHeaders
{
    /// <summary>What is left: <c>"login";r=3;t=37</c>.</summary>
    public const string Left = "RateLimit";

    /// <summary>What the limit is: <c>"login";q=5;w=60</c>.</summary>
    public const string Policy = "RateLimit-Policy";

    /// <summary>Puts the headers onto the answer.</summary>
    public static void Write(HttpResponse response, RateLimit limit, in Verdict verdict)
    {
        var headers = response.Headers;
        headers[Policy] = limit.Header;
        headers[Left] = string.Create(CultureInfo.InvariantCulture, $"\"{limit.Name}\";r={verdict.Remaining};t={Seconds(verdict.Reset)}");
    }

    /// <summary>The 429.</summary>
    public static Problem Problem(in Verdict verdict) => Http.Problem.OfStatus(StatusCodes.Status429TooManyRequests) with
    {
        RetryAfter = TimeSpan.FromSeconds(Seconds(verdict.Reset)),
    };

    // Whoever comes back after a whole number of seconds must not be too early.
    private static long Seconds(TimeSpan time) => Math.Max(1, (long)Math.Ceiling(time.TotalSeconds));
}
