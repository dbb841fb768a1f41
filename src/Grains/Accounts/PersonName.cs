using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Nusaloka.Grains.Accounts;

/// <summary>The rule of people's names. One word is a name: many Indonesians have no other.</summary>
internal static class PersonName
{
    private const int MaxLength = 100;

    /// <summary>The name trimmed, or "" after adding what is wrong with it.</summary>
    public static string Parse(string? text, ImmutableArray<FieldError>.Builder wrong)
    {
        if (text is null || !IsWellFormed(text))
        {
            wrong.Add(new FieldError("/full_name", "invalid", "A name has no control characters."));
            return "";
        }

        var name = text.Trim();
        if (name.Length is 0 or > MaxLength)
        {
            wrong.Add(new FieldError("/full_name", "invalid_length", $"A name has 1 to {MaxLength} characters."));
            return "";
        }

        return name;
    }

    /// <summary>Whether there are no control and format characters and no half of a surrogate pair in it.</summary>
    public static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // An unpaired surrogate is read as the replacement character.
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format)
                return false;
        }

        return true;
    }
}
