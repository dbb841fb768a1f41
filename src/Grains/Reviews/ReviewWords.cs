using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Nusaloka.Grains.Reviews;

/// <summary>
/// Finds what staff look at before everybody sees it: ways to be reached outside, by which people are cheated, and words that insult. It
/// errs to both sides; staff decide.
/// </summary>
internal static partial class ReviewWords
{
    /// <summary>Insults that leave little doubt, in Indonesian and English.</summary>
    private static readonly FrozenSet<string> Insults = new[]
    {
        "anjing", "bajingan", "bangsat", "brengsek", "goblok", "jancok", "keparat", "kontol", "memek", "ngentot", "pelacur", "tolol",
        "asshole", "bastard", "bitch", "cunt", "fuck", "fucking", "motherfucker", "whore",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether staff look at it first.</summary>
    public static bool NeedACheck(string text) =>
        Address().IsMatch(text) || LongNumber().IsMatch(text) || Words().EnumerateMatches(text) is var words && HasInsult(text, words);

    private static bool HasInsult(string text, Regex.ValueMatchEnumerator words)
    {
        var insults = Insults.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words)
        {
            if (insults.Contains(text.AsSpan(word.Index, word.Length)))
                return true;
        }

        return false;
    }

    /// <summary>A link, a name of a host, or an e-mail address.</summary>
    [GeneratedRegex(@"://|\bwww\.|@\w|\b[\w-]+\.(com|net|org|info|biz|id|me|io|xyz|shop|site|online)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    /// <summary>Nine digits and more, however they are spaced: the number of a phone or an account.</summary>
    [GeneratedRegex(@"\d([ .\-()]?\d){8,}", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
