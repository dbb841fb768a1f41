using System.Collections.Frozen;
using System.Text.Json;

namespace Nusaloka.Api.Http;

/// <summary>
/// The words of problems, from Texts/problems.json (by code) and Texts/fields.json (by a field error's code). Codes without a
/// text of their own get the general text of their status, so a problem always has words; tests prove that none lacks its own.
/// </summary>
public static class ProblemTexts
{
    private static readonly FrozenDictionary<string, Translated<Text>> Problems = Load<Translated<Text>>("problems.json");
    private static readonly FrozenDictionary<string, Translated<string>> Fields = Load<Translated<string>>("fields.json");

    /// <summary>The codes of problems that have texts.</summary>
    public static IEnumerable<string> Codes => Problems.Keys;

    /// <summary>The codes of field errors that have texts.</summary>
    public static IEnumerable<string> FieldCodes => Fields.Keys;

    /// <summary>
    /// Title and detail. The English detail of this occurrence wins, since it names values and limits; other languages
    /// have the general sentence of the code.
    /// </summary>
    public static Text Of(Problem problem, Language language)
    {
        var translated = Problems.GetValueOrDefault(problem.Code) ?? Problems[Problem.OfStatus(problem.Status).Code];
        var text = translated.In(language);
        return language == Language.English && problem.Detail is { } detail ? text with { Detail = detail } : text;
    }

    /// <summary>The sentence about one wrong place.</summary>
    public static string OfField(FieldError error, Language language) =>
        language == Language.English || !Fields.TryGetValue(error.Code, out var text) ? error.Detail : text.In(language);

    private static FrozenDictionary<string, T> Load<T>(string name)
    {
        using var stream = typeof(ProblemTexts).Assembly.GetManifestResourceStream("Texts/" + name)
            ?? throw new InvalidOperationException($"The embedded resource Texts/{name} is missing; Nusaloka.Api.csproj embeds it.");
        var texts = JsonSerializer.Deserialize<Dictionary<string, T>>(stream, JsonSettings.Options)
            ?? throw new InvalidOperationException($"The embedded resource Texts/{name} is empty.");
        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A title, which is the same for every occurrence, and a detail.</summary>
    public sealed record Text(string Title, string Detail);

    private sealed record Translated<T>(T Id, T En)
    {
        public T In(Language language) => language == Language.English ? En : Id;
    }
}
