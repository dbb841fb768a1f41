using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Nusaloka.Grains.Profiles;

/// <summary>Checks what people write in one line or, where it is said so, in several.</summary>
internal static class ProfileText
{
    /// <summary>The text trimmed, or "" after adding what is wrong with it.</summary>
    public static string Parse(
        string text, string pointer, int minLength, int maxLength, ImmutableArray<FieldError>.Builder wrong, bool mayHaveLines = false)
    {
        var trimmed = text.Trim();
        if (!IsWellFormed(trimmed, mayHaveLines))
            wrong.Add(new FieldError(pointer, "invalid", "The text has no control characters."));
        else if (trimmed.Length < minLength || trimmed.Length > maxLength)
            wrong.Add(new FieldError(pointer, "invalid_length", $"The text has {minLength} to {maxLength} characters."));
        else
            return trimmed;
        return "";
    }

    private static bool IsWellFormed(string text, bool mayHaveLines)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // An unpaired surrogate is read as the replacement character. Format characters join parts of emoji, which several lines may have.
            var category = Rune.GetUnicodeCategory(rune);
            if (rune == Rune.ReplacementChar
                || (category == UnicodeCategory.Control && !(mayHaveLines && rune.Value == '\n'))
                || (category == UnicodeCategory.Format && !(mayHaveLines && rune.Value == 0x200D)))
            {
                return false;
            }
        }

        return true;
    }
}
