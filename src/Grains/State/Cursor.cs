using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Nusaloka.Grains.State;

/// <summary>The place in a list that is ordered by time and id, as callers carry it around.</summary>
/// <param name="At">The time of the last item seen.</param>
/// <param name="Id">The id of the last item seen: the tie-break.</param>
internal sealed record Cursor(DateTimeOffset At, string Id)
{
    private const int MaxLength = 200;

    public string Encode() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}:{Id}")));

    /// <summary>The cursor in the text; null for null; an error for anything that is not one.</summary>
    public static bool TryDecode(string? text, out Cursor? cursor)
    {
        cursor = null;
        if (text is null)
            return true;
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
            return false;

        var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !long.TryParse(plain.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks || !Guid.TryParseExact(plain.AsSpan(colon + 1), "D", out _)
            || char.IsWhiteSpace(plain[colon + 1]) || char.IsWhiteSpace(plain[^1]))
            return false;

        cursor = new Cursor(new DateTimeOffset(ticks, TimeSpan.Zero), plain[(colon + 1)..]);
        return true;
    }
}
