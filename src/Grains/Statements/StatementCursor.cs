using System.Globalization;

namespace Nusaloka.Grains.Statements;

/// <summary>
/// The place between two pages of a statement. It carries where the statement ends, as the first page saw it, so that what is
/// written meanwhile is on no page.
/// </summary>
/// <param name="After">The number of the last entry seen.</param>
/// <param name="Last">The number of the statement's last entry.</param>
internal sealed record StatementCursor(long After, long Last)
{
    private const char Separator = '-';

    public string Encode() => string.Create(CultureInfo.InvariantCulture, $"{After}{Separator}{Last}");

    /// <summary>The cursor in the text; null for null; an error for anything that is not one.</summary>
    public static bool TryDecode(string? text, out StatementCursor? cursor)
    {
        cursor = null;
        if (text is null)
            return true;

        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        if (separator < 0 || !TryRead(text.AsSpan(0, separator), out var after) || !TryRead(text.AsSpan(separator + 1), out var last))
            return false;

        cursor = new StatementCursor(after, last);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
