using System.Text;

namespace Nusaloka.Grains.Referral;

/// <summary>What others see of a name.</summary>
internal static class Initials
{
    private const int MaxLetters = 3;

    /// <summary>The first letters of at most three words, such as S.R.; of one word one letter; empty for no name.</summary>
    public static string Of(string? fullName) => string.Concat((fullName ?? "")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(static word => word.EnumerateRunes().Where(Rune.IsLetterOrDigit).Take(1))
        .Take(MaxLetters)
        .Select(static letter => Rune.ToUpperInvariant(letter) + "."));
}
