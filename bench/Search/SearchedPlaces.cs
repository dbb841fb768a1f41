using Npgsql;
using Nusaloka.Grains.Search.Places;
using Nusaloka.Search;

namespace Nusaloka.Bench.Search;

/// <summary>
/// The places that are searched: those of NUSALOKA_BENCH_PLACES, or of shared/data/places-id.csv beside the checkout, which is no part of the repository;
/// elsewhere 18,172 made-up ones.
/// </summary>
internal static class SearchedPlaces
{
    private const int Count = 18_172;
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    private static readonly string[] Syllables =
        ["ba", "bu", "ta", "ti", "ka", "ki", "la", "lu", "ma", "mi", "na", "nu", "sa", "su", "ra", "ri", "ga", "da", "pu", "ja", "wa", "nga", "lang", "rung", "tang", "san"];

    /// <summary>Loads them as <c>load-places</c> does.</summary>
    public static async Task<IReadOnlyList<Place>> LoadAsync(string postgres)
    {
        var places = Read();
        await using var dataSource = NpgsqlDataSource.Create(postgres);
        await new PlaceStore(dataSource, TimeProvider.System).LoadAsync([.. places], "bench", onlyIfEmpty: false, CancellationToken.None);
        return places;
    }

    /// <summary>A name with one letter inserted, left out or wrong, or two exchanged; anywhere, the first one too.</summary>
    public static string Mistype(string name, Random random)
    {
        var (at, letter) = (random.Next(name.Length - 1), Letters[random.Next(Letters.Length)]);
        return random.Next(4) switch
        {
            0 => name.Insert(at, letter.ToString()),
            1 => name.Remove(at, 1),
            2 => name.Remove(at, 1).Insert(at, letter.ToString()),
            _ => name[..at] + name[at + 1] + name[at] + name[(at + 2)..],
        };
    }

    private static IReadOnlyList<Place> Read()
    {
        var file = Environment.GetEnvironmentVariable("NUSALOKA_BENCH_PLACES") is { Length: > 0 } named ? named : Beside();
        if (file is null || !File.Exists(file))
            return MakeUp();
        using var reader = new StreamReader(file);
        var content = PlaceFile.Read(reader);
        return content.Faults.IsEmpty ? content.Places : throw new InvalidDataException($"{file}, line {content.Faults[0].Line}: {content.Faults[0].What}");
    }

    private static string? Beside()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Nusaloka.sln")))
            folder = folder.Parent;
        return folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data", "places-id.csv") : null;
    }

    private static List<Place> MakeUp()
    {
        var random = new Random(Count);
        return
        [
            .. Enumerable.Range(0, Count).Select(number =>
            {
                var name = "Pulau " + string.Concat(Enumerable.Range(0, random.Next(3, 6)).Select(_ => Syllables[random.Next(Syllables.Length)]));
                var point = new GeoPoint(-11 + random.NextDouble() * 17, 95 + random.NextDouble() * 46);
                return new Place(NameBasedId.Create($"made up {number}"), PlaceKind.Island, name, "", "Maluku", point, "Asia/Jayapura", null);
            }),
        ];
    }
}
