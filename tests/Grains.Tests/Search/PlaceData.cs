using Nusaloka.Grains.Search.Places;
using Nusaloka.Search;

namespace Nusaloka.Grains.Tests.Search;

/// <summary>
/// All places of Indonesia where this machine has their file (NUSALOKA_TEST_PLACES, or shared/data/places-id.csv beside the checkout), which is
/// not part of the repository; elsewhere as many made-up ones of the same sort.
/// </summary>
internal static class PlaceData
{
    private const int Count = 18_172;

    private static readonly string[] Syllables =
    [
        "ba", "bu", "bi", "ta", "tu", "ti", "ka", "ku", "ki", "la", "lu", "li", "ma", "mu", "mi", "na", "nu", "ni", "sa", "su", "ra", "ru", "ri",
        "ga", "gu", "da", "du", "pa", "pu", "ja", "wa", "nga", "nya", "lang", "rung", "tang", "bang", "ling", "san", "kan", "dar", "mas",
    ];

    /// <summary>The file; null where there is none.</summary>
    public static string? File { get; } = Find();

    /// <summary>Which places a test is about, for its name: where they are made up, nothing is shown of the real ones.</summary>
    public static TheoryData<string> Which => new(File is null ? $"{Count:N0} made-up places" : $"all places of {Path.GetFileName(File)}");

    public static IReadOnlyList<Place> Load()
    {
        if (File is null)
            return MakeUp();
        using var reader = new StreamReader(File);
        var content = PlaceFile.Read(reader);
        Assert.Empty(content.Faults);
        return content.Places;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NUSALOKA_TEST_PLACES") is { Length: > 0 } named)
            return named;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Nusaloka.sln")))
            folder = folder.Parent;
        var beside = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "data", "places-id.csv");
        return System.IO.File.Exists(beside) ? beside : null;
    }

    /// <summary>Most are islands, whose names begin alike; one of ten has the name of another.</summary>
    private static List<Place> MakeUp()
    {
        var random = new Random(18_172);
        var places = new List<Place>(Count);
        while (places.Count < Count)
        {
            var own = string.Concat(Enumerable.Range(0, random.Next(3, 6)).Select(_ => Syllables[random.Next(Syllables.Length)]));
            var name = (random.Next(20) == 0 ? "" : "Pulau ") + char.ToUpperInvariant(own[0]) + own[1..] + (random.Next(8) == 0 ? " Kecil" : "");
            if (random.Next(10) == 0 && places.Count > 0)
                name = places[random.Next(places.Count)].Name;
            var point = new GeoPoint(-11 + random.NextDouble() * 17, 95 + random.NextDouble() * 46);
            places.Add(new Place(
                NameBasedId.Create($"made up {places.Count}"), name.StartsWith("Pulau", StringComparison.Ordinal) ? PlaceKind.Island : PlaceKind.Town, name, "", "Maluku", point,
                "Asia/Jayapura", null));
        }

        return places;
    }
}
