using System.Collections.Immutable;
using System.Diagnostics;
using Npgsql;
using Nusaloka.Bench.Measuring;
using Nusaloka.Search;

namespace Nusaloka.Bench.Search;

/// <summary>
/// Searches at their grains. Places: misspelt names, beside the same question to PostgreSQL's trigram index; afterwards the recall. Trips: the
/// usual questions among 20,000 trips with 200,000 departures, each beside reading one trip by its id.
/// </summary>
internal sealed class SearchBench : IBench
{
    private const int Callers = 2;
    private const int Typos = 2_000;
    private const int ShortestName = 6;
    private const double LeastRecall = 0.97;

    private static readonly PageRequest FirstPage = new(20, null);

    public string Name => "search";

    public async IAsyncEnumerable<BenchRow> RunAsync(BenchContext context)
    {
        var places = await SearchedPlaces.LoadAsync(context.Postgres);
        await using var dataSource = NpgsqlDataSource.Create(context.Postgres);
        await foreach (var row in PlacesAsync(context, places, dataSource))
            yield return row;

        await SearchCatalogue.FillAsync(context);
        var search = context.Grains.GetGrain<ISearchGrain>("0");
        await WaitForRefreshAsync(dataSource);
        await Console.Error.WriteLineAsync(await SearchCatalogue.SizesAsync(context));
        foreach (var (what, query) in Questions(SearchCatalogue.Trips(context)))
        {
            yield return await Comparison.RunAsync(
                context, Name, what, "one trip by its id, SQL", Callers,
                async (caller, n) => Check(what, await search.FindTripsAsync(query(caller * 1_000_003 + n), FirstPage)),
                (caller, n) => ReadOneAsync(dataSource, 1 + (caller * 131 + n * 17) % SearchCatalogue.Trips(context)));
        }
    }

    private async IAsyncEnumerable<BenchRow> PlacesAsync(BenchContext context, IReadOnlyList<Place> places, NpgsqlDataSource dataSource)
    {
        var names = places.Select(static place => place.Name).Where(static name => name.Length >= ShortestName).ToArray();
        var random = new Random(20_261_121);
        (string Name, string Typed)[] typos = [.. Enumerable.Range(0, Typos).Select(_ => names[random.Next(names.Length)]).Select(name => (name, SearchedPlaces.Mistype(name, random)))];
        var grain = context.Grains.GetGrain<IPlaceSearchGrain>("0");
        await WaitForPlacesAsync(grain, names[0]);
        await ExecuteAsync(dataSource, "create index bench_place_name on place using gin (lower(name) gin_trgm_ops)");

        yield return await Comparison.RunAsync(
            context, Name, $"place by misspelt name, {places.Count:N0} places", "pg_trgm similarity, GIN", Callers,
            (caller, n) => grain.FindAsync(Query(typos[(caller * 997 + n) % Typos].Typed)),
            (caller, n) => FindByTrigramsAsync(dataSource, typos[(caller * 997 + n) % Typos].Typed));
        yield return await Comparison.RunAsync(
            context, Name, "place by its beginning", "pg_trgm similarity, GIN", Callers,
            (caller, n) => grain.FindAsync(Query(Beginning(names[(caller * 997 + n) % names.Length], n))),
            (caller, n) => FindByTrigramsAsync(dataSource, Beginning(names[(caller * 997 + n) % names.Length], n)));
        yield return await Comparison.RunAsync(
            context, Name, "ten nearest places", "pg_trgm similarity, GIN", Callers,
            (caller, n) => grain.FindAsync(new PlaceQuery(null, places[(int)((caller * 997 + n) % places.Count)].Location, SearchLimits.MaxRadiusMeters, 10)),
            (caller, n) => FindByTrigramsAsync(dataSource, typos[(caller * 997 + n) % Typos].Typed));

        yield return await UndisturbedAsync(grain, typos);
        var (ours, theirs) = (0, 0);
        foreach (var (name, typed) in typos)
        {
            ours += (await grain.FindAsync(Query(typed))).Any(found => found.Place.Name == name) ? 1 : 0;
            theirs += (await FindByTrigramsAsync(dataSource, typed)).Contains(name, StringComparer.Ordinal) ? 1 : 0;
        }

        if (ours < LeastRecall * Typos)
            throw new InvariantBrokenException($"Of {Typos} names with one edit {ours} are among the first five; at least {LeastRecall:P0} must be.");
        yield return new BenchRow(
            Name, $"recall of the first five, {Typos:N0} one-edit typos", "of 1000", Math.Round(1_000.0 * ours / Typos, 1), "pg_trgm similarity, GIN",
            Math.Round(1_000.0 * theirs / Typos, 1), Math.Round((double)ours / theirs, 3), 0, 0, 0);
    }

    /// <summary>What the search itself takes, on a machine that does other things too: of each name the fastest of five calls, and of those the slowest.</summary>
    private async Task<BenchRow> UndisturbedAsync(IPlaceSearchGrain grain, (string Name, string Typed)[] typos)
    {
        var (fastest, all) = (new LatencyHistogram(), new LatencyHistogram());
        foreach (var (_, typed) in typos)
        {
            var least = long.MaxValue;
            for (var i = 0; i < 5; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await grain.FindAsync(Query(typed));
                var took = Stopwatch.GetTimestamp() - began;
                all.Record(took);
                least = Math.Min(least, took);
            }

            fastest.Record(least);
        }

        var (ours, every) = (fastest.PercentileMs(99), all.PercentileMs(99));
        return new BenchRow(
            Name, "misspelt name, fastest of five calls each", "µs (p99)", Math.Round(ours * 1_000), "all calls", Math.Round(every * 1_000), Math.Round(ours / every, 2),
            Math.Round(fastest.PercentileMs(50), 4), Math.Round(ours, 4), Math.Round(fastest.PercentileMs(100), 4));
    }

    private static IEnumerable<(string What, Func<long, TripQuery> Query)> Questions(int trips)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var size = $"{trips:N0} trips";
        string Word(long n) => SearchCatalogue.Words[n % SearchCatalogue.Words.Length];
        yield return ($"rare word, {size}", n => new TripQuery { Text = $"nama{n % 5_000}" });
        yield return ($"two words, {size}", n => new TripQuery { Text = $"{Word(n)} nama{n * 7 % 5_000}" });
        yield return ($"word of most trips, {size}", n => new TripQuery { Text = Word(n) });
        yield return ($"misspelt place, {size}", n => new TripQuery { Text = $"dessa{n % 4_000}" });
        yield return ($"cheapest in a region, {size}", n => new TripQuery { Regions = [Region(n)], Sort = TripSort.Price });
        yield return ($"a week's dates, two seats, {size}", n => new TripQuery { From = today.AddDays((int)(n % 300)), To = today.AddDays((int)(n % 300) + 6), Seats = 2, Sort = TripSort.Price });
        yield return ($"within 50 km, {size}", n => new TripQuery { Near = Point(n), RadiusMeters = 50_000, Sort = TripSort.Distance });
        yield return ($"best rated, {size}", static _ => new TripQuery());
        yield return ($"facets of a region, {size}", n => new TripQuery { Regions = [Region(n)], Text = Word(n), Sort = TripSort.Price, WithFacets = true });
        yield return ($"facets of everything, {size}", static _ => new TripQuery { WithFacets = true });
    }

    private static string Region(long n) => SearchCatalogue.Regions[n % SearchCatalogue.Regions.Length];

    private static GeoPoint Point(long n) => new(-11 + n * 13 % 1_700 / 100.0, 95 + n * 29 % 4_600 / 100.0);

    private static PlaceQuery Query(string typed) => new(typed, null, SearchLimits.DefaultRadiusMeters, 5);

    private static string Beginning(string name, long n) => name[..(int)Math.Min(name.Length, 3 + n % 6)];

    private static void Check(string what, Result<FoundTrips> found)
    {
        if (!found.IsSuccess)
            throw new InvariantBrokenException($"{what}: {found.Error.Detail}");
    }

    private static async Task WaitForPlacesAsync(IPlaceSearchGrain grain, string name)
    {
        while (!(await grain.FindAsync(Query(name))).Any(found => found.Place.Name == name))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    private static async Task WaitForRefreshAsync(NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand("select exists (select from trip_search where next_date is not null)");
        while (await command.ExecuteScalarAsync() is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        await ExecuteAsync(dataSource, "vacuum analyze trip_search");
    }

    private static async Task<ImmutableArray<string>> FindByTrigramsAsync(NpgsqlDataSource dataSource, string typed)
    {
        await using var command = dataSource.CreateCommand(
            "select name from (select distinct name, similarity(lower(name), $1) as likeness from place where lower(name) % $1) s order by likeness desc limit 5");
        command.Parameters.AddWithValue(typed.ToLowerInvariant());
        await using var reader = await command.ExecuteReaderAsync();
        var found = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found.ToImmutable();
    }

    private static async Task ReadOneAsync(NpgsqlDataSource dataSource, long number)
    {
        await using var command = dataSource.CreateCommand("select title from trip_search where trip_id = $1");
        command.Parameters.AddWithValue($"00000000-0000-7000-8000-{number:D12}");
        if (await command.ExecuteScalarAsync() is not string)
            throw new InvariantBrokenException($"Trip {number} is not there.");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource dataSource, string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
