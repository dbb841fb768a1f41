using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Nusaloka.Api.RateLimits;

/// <summary>So many requests in so much time. All may come at once; after that they come back evenly over the time.</summary>
/// <param name="Requests">1 to <see cref="MaxRequests"/>.</param>
/// <param name="Window">1 second to a day.</param>
public readonly record struct Quota(int Requests, TimeSpan Window)
{
    /// <summary>The most requests of a quota.</summary>
    public const int MaxRequests = 10_000_000;

    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    /// <summary>How long it takes until one more request is free.</summary>
    public TimeSpan Interval => new(Math.Max(1, Window.Ticks / Requests));

    /// <summary>Reads <c>requests/seconds</c>, for example <c>60/60</c>.</summary>
    /// <exception cref="ValidationException">It is not that.</exception>
    public static Quota Parse(string name, string text)
    {
        var parts = text.Split('/');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var requests)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && requests is > 0 and <= MaxRequests
            && seconds > 0 && seconds <= LongestWindow.TotalSeconds)
        {
            return new Quota(requests, TimeSpan.FromSeconds(seconds));
        }

        throw new ValidationException(
            $"NUSALOKA_RATE_LIMITS__{name} is '{text}'; it must be requests/seconds, such as 60/60: 1 to {MaxRequests} requests in 1 to {LongestWindow.TotalSeconds:0} seconds.");
    }

    /// <summary>The quota with more requests in the same time.</summary>
    public Quota Times(int factor) => this with { Requests = (int)Math.Min(MaxRequests, (long)Requests * factor) };
}
