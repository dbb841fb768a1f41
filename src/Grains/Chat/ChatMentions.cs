using System.Text.RegularExpressions;
using Nusaloka.Chat;

namespace Nusaloka.Grains.Chat;

/// <summary>Who is mentioned in a text: <c>@</c> and an account id. Clients show the name.</summary>
internal static partial class ChatMentions
{
    /// <summary>Those who are mentioned, each once, in the order of the text.</summary>
    public static IReadOnlyList<Guid> In(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? [.. Mention().Matches(text).Select(static found => Guid.Parse(found.ValueSpan[1..])).Distinct()] : [];

    /// <summary>What is wrong with the mentions of a text; null when nothing is.</summary>
    public static Error? Check(string text) => In(text).Count <= ChatLimits.MaxMentions
        ? null
        : Error.Validation("/content", "too_many", $"A message mentions at most {ChatLimits.MaxMentions} people.");

    [GeneratedRegex("@[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9a-zA-Z-])", RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
