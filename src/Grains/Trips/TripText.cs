using System.Collections.Immutable;
using Nusaloka.Grains.Profiles;

namespace Nusaloka.Grains.Trips;

/// <summary>Checks lists of what guides and travellers write.</summary>
internal static class TripText
{
    /// <summary>Lower-case words that belong to a set, such as tags and languages: trimmed, sorted, each once.</summary>
    public static ImmutableArray<string> Set(
        ImmutableArray<string> texts, string pointer, int max, Func<string, bool> isRight, string rule, ImmutableArray<FieldError>.Builder wrong)
    {
        if (!IsWithin(texts.Length, pointer, max, wrong))
            return [];

        var words = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Length; i++)
        {
            var word = texts[i].Trim().ToLowerInvariant();
            if (isRight(word))
                words.Add(word);
            else
                wrong.Add(new FieldError($"{pointer}/{i}", "invalid", rule));
        }

        return [.. words];
    }

    /// <summary>Lines in their order.</summary>
    public static ImmutableArray<string> Lines(
        ImmutableArray<string> texts, string pointer, int max, int maxLength, ImmutableArray<FieldError>.Builder wrong) =>
        IsWithin(texts.Length, pointer, max, wrong)
            ? [.. texts.Select((text, i) => ProfileText.Parse(text, $"{pointer}/{i}", 1, maxLength, wrong))]
            : [];

    /// <summary>Each item of a list checked in its place; empty, after saying so, when there are too many.</summary>
    public static ImmutableArray<T> Each<T>(
        ImmutableArray<T> items, string pointer, int max, ImmutableArray<FieldError>.Builder wrong, Func<T, string, T> parse) =>
        IsWithin(items.Length, pointer, max, wrong) ? [.. items.Select((item, i) => parse(item, $"{pointer}/{i}"))] : [];

    /// <summary>Two letters, as ISO 639-1 has them.</summary>
    public static bool IsLanguage(string word) => word.Length == 2 && word.All(char.IsAsciiLetterLower);

    /// <summary>Letters, digits and single hyphens between them.</summary>
    public static bool IsTag(string word) =>
        word.Length is >= 2 and <= Nusaloka.Trips.TripLimits.MaxTagLength && word[0] != '-' && word[^1] != '-'
        && !word.Contains("--", StringComparison.Ordinal) && word.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsWithin(int count, string pointer, int max, ImmutableArray<FieldError>.Builder wrong)
    {
        if (count <= max)
            return true;
        wrong.Add(new FieldError(pointer, "invalid_length", $"There are at most {max}."));
        return false;
    }
}
