using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>The place in a list of found trips, as callers carry it around: the sort key and the id of the last trip seen.</summary>
/// <param name="Sort">The order of the list.</param>
/// <param name="IsFuzzy">Whether similar names are in the list.</param>
/// <param name="Key">The sort key: a price, the number of a day, a rating, a rank or a distance.</param>
/// <param name="Id">The trip.</param>
internal sealed record TripCursor(TripSort Sort, bool IsFuzzy, double Key, string Id)
{
    private const int MaxLength = 200;

    public string Encode() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)Sort}:{(IsFuzzy ? 1 : 0)}:{Key:R}:{Id}")));

    /// <summary>The cursor in the text; null for null; an error for anything that is not one of a list in this order.</summary>
    public static bool TryDecode(string? text, TripSort sort, out TripCursor? cursor)
    {
        cursor = null;
        if (text is null)
            return true;
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return false;

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(':');
        if (parts.Length != 4 || parts[0] != ((int)sort).ToString(CultureInfo.InvariantCulture) || parts[1] is not ("0" or "1")
            || !double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var key) || !double.IsFinite(key)
            || !Guid.TryParseExact(parts[3], "D", out _))
            return false;

        cursor = new TripCursor(sort, parts[1] == "1", key, parts[3]);
        return true;
    }
}
