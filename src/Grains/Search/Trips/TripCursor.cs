using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>The place in a list of found trips, as callers carry it around: the sort key and the id of the last trip seen.</summary>
/// <param name="Sort">The order of the list.</param>
/// <param name="Fit">How the text fits the last trip, which says what list it is and where in it.</param>
/// <param name="Key">The sort key: a price, the number of a day, a rating, a rank or a distance.</param>
/// <param name="Id">The trip.</param>
internal sealed record TripCursor(TripSort Sort, TextFit Fit, double Key, string Id)
{
    private const int MaxLength = 200;
    private const double MostDays = 100_000;
    private const double MostRupiah = 1e15;

    public string Encode() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)Sort}:{(int)Fit}:{Key:R}:{Id}")));

    /// <summary>The cursor in the text; null for null; an error for anything that is not one of a list in this order.</summary>
    public static bool TryDecode(string? text, TripSort sort, out TripCursor? cursor)
    {
        cursor = null;
        if (text is null)
            return true;
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return false;

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(':');
        if (parts.Length != 4 || parts[0] != ((int)sort).ToString(CultureInfo.InvariantCulture) || parts[1] is not ("0" or "1" or "2" or "3")
            || !double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var key) || !IsOf(sort, key)
            || !Guid.TryParseExact(parts[3], "D", out _))
            return false;

        cursor = new TripCursor(sort, (TextFit)(parts[1][0] - '0'), key, parts[3]);
        return true;
    }

    // A cursor that we did not make may have any number in it, also one that no price or day can be.
    private static bool IsOf(TripSort sort, double key) => sort switch
    {
        TripSort.Price => double.IsInteger(key) && key is >= 0 and <= MostRupiah,
        TripSort.Date => double.IsInteger(key) && Math.Abs(key) <= MostDays,
        _ => double.IsFinite(key),
    };
}
