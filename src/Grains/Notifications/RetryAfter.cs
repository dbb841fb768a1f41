using Nusaloka.Grains.Deliveries;

namespace Nusaloka.Grains.Notifications;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, 10.2.3), as push services send it with 429 and 503.</summary>
internal static class RetryAfter
{
    /// <summary>Nobody can have us wait longer, so that what they say by mistake is no end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    /// <summary>The failure behind an answer that may be another next time: with the pause that it asks for, where it asks for one.</summary>
    /// <param name="who">Who answered, to begin the sentence.</param>
    /// <param name="response">The answer.</param>
    /// <param name="now">The time now, for answers that name a time.</param>
    public static Exception Failure(string who, HttpResponseMessage response, DateTimeOffset now)
    {
        var text = $"{who} answered {(int)response.StatusCode}.";
        var asked = response.Headers.RetryAfter is { } header ? header.Delta ?? (header.Date - now) : null;
        return asked is { } pause && pause > TimeSpan.Zero
            ? new DeliveryPostponedException(text, pause < Longest ? pause : Longest)
            : new HttpRequestException(text, inner: null, response.StatusCode);
    }
}
