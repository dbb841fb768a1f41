using System.Diagnostics.CodeAnalysis;

namespace Nusaloka.Referral;

/// <summary>
/// A code by which people invite others: eight letters and digits without those that look alike (0 and O, 1, I and L), and without U, so
/// that fewer words come about.
/// </summary>
public static class ReferralCode
{
    /// <summary>The letters and digits of a code.</summary>
    public const string Alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    /// <summary>How many of them it has.</summary>
    public const int Length = 8;

    /// <summary>The longest text that is read as a code, with the spaces and hyphens that people put in.</summary>
    public const int MaxWrittenLength = 20;

    /// <summary>Reads a code as people write it: in any case, with spaces and hyphens.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? code)
    {
        code = null;
        if (text is not { Length: <= MaxWrittenLength })
            return false;

        var letters = string.Concat(text.Where(static c => c is not (' ' or '-'))).ToUpperInvariant();
        if (letters.Length != Length || !letters.All(static c => Alphabet.Contains(c, StringComparison.Ordinal)))
            return false;

        code = letters;
        return true;
    }
}
