using System.Text;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// Which passwords may be chosen (NIST SP 800-63B 3.1.1.2, OWASP ASVS 6.2): any characters and no rules about their kinds, but not too short, not one that everybody
/// tries first, and not one made of words that anyone would try for this service or this person. Asked when a password is
/// chosen, never when it is used.
/// </summary>
internal static class PasswordPolicy
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 8;

    /// <summary>The most characters, in UTF-16. Each of them counts.</summary>
    public const int MaxLength = 128;

    private const int ShortestOwnWord = 4;
    private const int FewestDifferent = 4;

    private static readonly string[] OurWords = ["nusaloka", "estospaces", "tutuplapak", "indonesia", "katasandi", "password", "admin"];

    /// <summary>What is wrong with a password; null when it may be chosen.</summary>
    /// <param name="password">The password.</param>
    /// <param name="pointer">Where it stands in the request, such as <c>/password</c>.</param>
    /// <param name="own">What anyone may know of the person: name, e-mail address, phone number. Null is left out.</param>
    public static FieldError? Check(string? password, string pointer, params ReadOnlySpan<string?> own)
    {
        var text = PasswordText.Normalize(password ?? "").ToLowerInvariant();
        if (password is not { Length: <= MaxLength } || PasswordText.LengthOf(text) < MinLength)
            return new FieldError(pointer, "invalid_length", $"A password has {MinLength} to {MaxLength} characters.");
        if (CommonPasswords.Contains(text) || text.EnumerateRunes().Distinct().Count() < FewestDifferent)
            return new FieldError(pointer, "password_common", "Many people use this password, so it is among the first that are tried. Choose another.");
        if (LengthWithout(text, own) < MinLength)
        {
            return new FieldError(
                pointer, "password_guessable", $"Without our name and your own there must be {MinLength} characters. Choose another password.");
        }

        return null;
    }

    /// <summary>How many characters are left when words that anyone would try are taken out.</summary>
    private static int LengthWithout(string text, ReadOnlySpan<string?> own)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text)
            letters.Append(LetterFor(c));
        var left = letters.ToString();
        foreach (var word in OurWords)
            left = left.Replace(word, "", StringComparison.Ordinal);
        foreach (var known in own)
        {
            foreach (var word in WordsOf(known))
                left = left.Replace(word, "", StringComparison.Ordinal);
        }

        return PasswordText.LengthOf(left);
    }

    /// <summary>The parts of a name, an address or a number that are long enough to be one, as they would read in a password.</summary>
    private static IEnumerable<string> WordsOf(string? known) =>
        from part in PasswordText.Normalize(known ?? "").ToLowerInvariant().Split([' ', '@', '.', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries)
        // A number is known at home without its country.
        let word = part.StartsWith("62", StringComparison.Ordinal) ? part[2..] : part
        let read = string.Concat(word.Select(LetterFor))
        where read.Length >= ShortestOwnWord
        orderby read.Length descending
        select read;

    // What people write for letters.
    private static char LetterFor(char c) => c switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => c,
    };
}
