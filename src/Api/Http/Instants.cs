using System.Globalization;

namespace Nusaloka.Api.Http;

/// <summary>Reads instants from requests.</summary>
public static class Instants
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>
    /// Reads an RFC 3339 instant of the years 1900 to 9000, so that adding to it cannot leave the calendar. Without an offset it
    /// is refused: what would be meant is a guess.
    /// </summary>
    public static bool TryParse(string? text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant)
        && instant.Year is >= 1900 and <= 9000;
}
