using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Storage;
using Nusaloka.Profiles;

namespace Nusaloka.Grains.Notifications;

/// <summary>
/// The words of notifications, from the embedded file Texts/notifications.json: for each kind its category, the path of what it is about, and title and body
/// in each language. <c>{name}</c> stands for a variable, <c>{name:money}</c> for whole rupiah, <c>{name:date}</c> for a day, <c>{name:time}</c> for a time in the
/// reader's zone; what stands in <c>[brackets]</c> is left out unless all its variables are there.
/// </summary>
internal static partial class NotificationTexts
{
    private static readonly FrozenDictionary<string, KindTexts> Kinds = Read();

    /// <summary>All kinds.</summary>
    public static ImmutableArray<string> All => Kinds.Keys;

    /// <summary>What a kind is about.</summary>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static NotificationCategory CategoryOf(string kind) => Of(kind).Category;

    /// <summary>The variables of a kind in a language, in no order.</summary>
    public static IReadOnlySet<string> VariablesOf(string kind, string language)
    {
        var texts = Of(kind);
        var words = Languages.Choose(language, texts.Id, texts.En);
        return Variable().Matches($"{words.Title} {words.Body} {texts.Link}").Select(static found => found.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Title, body and link for somebody. A variable that is not there is left out.</summary>
    public static (string Title, string Body, string? Link) Render(string kind, Preferences reader, IReadOnlyDictionary<string, string> variables)
    {
        var texts = Of(kind);
        var words = Languages.Choose(reader.Language, texts.Id, texts.En);
        return (Fill(words.Title), Fill(words.Body), texts.Link is null ? null : Fill(texts.Link));

        // The brackets first: what people have written may have some.
        string Fill(string template) => Variable().Replace(Optional().Replace(template, Keep), found => variables.TryGetValue(found.Groups["name"].Value, out var value)
            ? Format(value, found.Groups["form"].Value, reader)
            : "").Trim();

        string Keep(Match optional) => Variable().Matches(optional.Value).All(found => variables.ContainsKey(found.Groups["name"].Value)) ? optional.Value[1..^1] : "";
    }

    private static string Format(string value, string form, Preferences reader) => form switch
    {
        "money" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units) => Rupiah(units),
        "date" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
            day.ToString(reader.Language == Languages.English ? "d MMMM yyyy" : "dd-MM-yyyy", CultureInfo.InvariantCulture),
        "time" when DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => Local(at, reader),
        _ => value,
    };

    // Rp1.500.000, in both languages: so it stands on every price tag.
    private static string Rupiah(long units) => "Rp" + units.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '.');

    private static string Local(DateTimeOffset at, Preferences reader) => ReaderZone.Of(reader.TimeZone) is var zone && reader.Language == Languages.English
        ? TimeZoneInfo.ConvertTime(at, zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)
        : TimeZoneInfo.ConvertTime(at, zone).ToString("dd-MM-yyyy HH.mm", CultureInfo.InvariantCulture);

    private static KindTexts Of(string kind) => Kinds.GetValueOrDefault(kind)
        ?? throw new ArgumentException($"There is no notification '{kind}'. There are: {string.Join(", ", Kinds.Keys.Order())}.", nameof(kind));

    private static FrozenDictionary<string, KindTexts> Read()
    {
        const string name = "Notifications/notifications.json";
        using var stream = typeof(NotificationTexts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded resource {name} is missing; Nusaloka.Grains.csproj embeds it.");
        return (JsonSerializer.Deserialize<Dictionary<string, KindTexts>>(stream, StateJson.Options)
            ?? throw new InvalidOperationException($"{name} is null.")).ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(?<name>[a-z_]+)(:(?<form>money|date|time))?\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\[[^\[\]]*\]", RegexOptions.ExplicitCapture)]
    private static partial Regex Optional();

    private sealed record KindTexts(NotificationCategory Category, string? Link, Words Id, Words En);

    private sealed record Words(string Title, string Body);
}
