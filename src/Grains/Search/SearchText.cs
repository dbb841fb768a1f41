using System.Globalization;
using System.Text;
using Nusaloka.Grains.Accounts;

namespace Nusaloka.Grains.Search;

/// <summary>Text as it is compared in searches.</summary>
internal static class SearchText
{
    /// <summary>
    /// Lower case without accents and apostrophes; whatever else is no letter or digit is one space between words. "Pulau Mu’u-Baru"
    /// becomes "pulau muu baru".
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var isBetween = false;
        foreach (var character in PasswordText.Normalize(text))
        {
            if (char.IsLetterOrDigit(character))
            {
                if (isBetween && folded.Length > 0)
                    folded.Append(' ');
                isBetween = false;
                folded.Append(char.ToLowerInvariant(character));
            }
            else if (!IsDropped(character))
            {
                isBetween = true;
            }
        }

        return folded.ToString();
    }

    /// <summary>The words of folded text, the first ones when there are more than <paramref name="most"/>.</summary>
    public static string[] Words(string folded, int most)
    {
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= most ? words : words[..most];
    }

    // Marks belong to the letter before them, apostrophes into their word.
    private static bool IsDropped(char character) =>
        character is '\'' or '`' or '´' or '’' or '‘' or 'ʼ' or 'ʻ' || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;
}
