using Nusaloka.Grains.Search.Trips;
using Nusaloka.Search;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Grains.Tests.Search;

/// <summary>What PostgreSQL does for a search among 20,000 trips: it goes through an index, whatever the query leads with.</summary>
public sealed class TripPlanTests(TripPlanTests.Catalogue catalogue, ITestOutputHelper output) : IClassFixture<TripPlanTests.Catalogue>
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);

    public static TheoryData<string, TripQuery> Queries => new()
    {
        { "trip_search_document", new TripQuery { Text = "kata777" } },
        { "trip_search_document", new TripQuery { Text = "kata777 pantai", Sort = TripSort.Price } },
        { "trip_search_by_price", new TripQuery { Sort = TripSort.Price } },
        { "trip_search_by_price", new TripQuery { Sort = TripSort.Price, MinPrice = 2_000_000, MaxPrice = 3_000_000 } },
        { "departure_with_seats", new TripQuery { From = Day, To = Day, MinPrice = 500_000, MaxPrice = 3_000_000, Sort = TripSort.Price } },
        { "trip_search_by_rating", new TripQuery() },
        { "trip_search_by_rating", new TripQuery { Sort = TripSort.Rating, MaxPrice = 5_000_000 } },
        { "trip_search_by_date", new TripQuery { Sort = TripSort.Date } },
        { "trip_search_geog", new TripQuery { Near = new GeoPoint(-8.35, 116.03), RadiusMeters = 20_000 } },
        { "trip_search_geog", new TripQuery { Near = new GeoPoint(-8.35, 116.03), Sort = TripSort.Distance } },
        { "trip_search_tags", new TripQuery { Tags = ["jarang"], Sort = TripSort.Price } },
        { "departure_with_seats", new TripQuery { From = Day, To = Day, Sort = TripSort.Price } },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Page_AmongManyTrips_IsReadByAnIndex(string index, TripQuery query)
    {
        var filter = new TripFilter(query, TextFit.Words, TimeProvider.System.GetUtcNow());
        var sql = TripPageQuery.Sql(filter, query.Sort, after: null, rows: 21);

        var plan = await ExplainAsync(filter, sql);

        output.WriteLine(plan);
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TripSort.Price, 1_500_000)]
    [InlineData(TripSort.Rating, 3.9)]
    [InlineData(TripSort.Date, 9_800)]
    public async Task LaterPage_AmongManyTrips_BeginsInTheIndex(TripSort sort, double key)
    {
        var query = new TripQuery { Sort = sort };
        var filter = new TripFilter(query, TextFit.Words, TimeProvider.System.GetUtcNow());
        var sql = TripPageQuery.Sql(filter, sort, new TripCursor(sort, TextFit.Words, key, "trip-10000"), rows: 21);

        var plan = await ExplainAsync(filter, sql);

        Assert.Matches(@"Index Cond: \(ROW\(.*ROW\(", plan);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Misspelt_AmongManyTrips_IsFoundByTrigrams()
    {
        var plan = string.Join('\n', await catalogue.Database.ColumnAsync<string>("explain select trip_id from trip_search s where s.names %> 'kata777'"));

        Assert.Contains("trip_search_names", plan, StringComparison.Ordinal);
        var found = await catalogue.Database.ColumnAsync<string>("select trip_id from trip_search_similar('kata0777', 5)");
        Assert.NotEmpty(found);
    }

    private async Task<string> ExplainAsync(TripFilter filter, string sql)
    {
        await using var connection = await catalogue.Database.DataSource.OpenConnectionAsync();
        await using var command = filter.Command("explain " + sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    /// <summary>20,000 trips with five departures each.</summary>
    public sealed class Catalogue : IAsyncLifetime
    {
        public PostgresDatabase Database { get; } = new();

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            await Database.ExecuteAsync("""
                insert into trip_search (trip_id, guide_id, title, region, region_key, places, price, days, difficulty, max_people, languages, tags, geog, document, names,
                    rating_sum, rating_count, next_date)
                select 'trip-' || n, 'guide', 'Trip ' || n, 'Region ' || n % 40, 'region ' || n % 40, '{}', 250000 + n * 7919 % 9750000, 1 + n % 9, n % 3, 10, '{id}',
                    case when n % 500 = 0 then '{jarang}' else '{pantai}' end::text[], st_makepoint(95 + n * 31 % 4600 / 100.0, -11 + n * 17 % 1700 / 100.0)::geography,
                    to_tsvector('simple', 'pantai laut kata' || n % 1000), 'trip kata' || n % 1000, n % 21, n % 5, current_date + n % 300
                from generate_series(1, 20000) n
                """);
            await Database.ExecuteAsync("""
                insert into departure (id, trip_id, guide_id, starts_on, ends_on, time_zone, starts_at, ends_at, cut_off, cut_off_at, capacity, min_people,
                    held, sold, free, waiting, status, version, updated_at)
                select 'departure-' || n, 'trip-' || n % 20000 + 1, 'guide', day, day, 'Asia/Jakarta', day, day, day, day, 10, 1, 0, 5, 5, 0, 0, 1, now()
                from generate_series(1, 100000) n, lateral (select current_date + (n * 7919 % 360) as day) d
                """);
            await Database.ExecuteAsync("vacuum analyze trip_search, departure");
        }

        public Task DisposeAsync() => Database.DisposeAsync().AsTask();
    }
}
