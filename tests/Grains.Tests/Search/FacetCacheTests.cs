using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Search;
using Nusaloka.Grains.Search.Trips;
using Nusaloka.Search;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Search;

public sealed class FacetCacheTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly TripQuery Query = new() { Text = "toba", WithFacets = true };

    private PostgresDatabase _database = null!;
    private FacetCache _cache = null!;

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _cache = new FacetCache(_database.DataSource, Options.Create(new SearchOptions()), NullLogger<FacetCache>.Instance);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Get_ByTheAgeOfWhatWasCounted_AnswersItRenewsItOrCounts()
    {
        await new TripShelf(_database).PutAsync(TripShelf.Details("Toba"));
        var first = await TotalAsync(Query, TimeSpan.Zero);
        await new TripShelf(_database).PutAsync(TripShelf.Details("Toba"));

        var fresh = await TotalAsync(Query with { Sort = TripSort.Price, Searcher = "somebody" }, TimeSpan.FromSeconds(4));
        var other = await TotalAsync(Query with { MinDays = 2 }, TimeSpan.FromSeconds(4));
        var stale = await TotalAsync(Query, TimeSpan.FromSeconds(6));
        await Eventually.EqualAsync("counted anew", 2L, () => TotalAsync(Query, TimeSpan.FromSeconds(6)));
        await new TripShelf(_database).PutAsync(TripShelf.Details("Toba"));
        var old = await TotalAsync(Query, TimeSpan.FromSeconds(70));

        Assert.Equal((1, 1, 2, 1, 3), (first, fresh, other, stale, old));
    }

    [Fact]
    public async Task Get_AfterAFailure_CountsAgain()
    {
        await _database.ExecuteAsync("alter table trip_search rename to away");
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => TotalAsync(Query, TimeSpan.Zero));
        await _database.ExecuteAsync("alter table away rename to trip_search");

        Assert.Equal(0, await TotalAsync(Query, TimeSpan.Zero));
    }

    private async Task<long> TotalAsync(TripQuery query, TimeSpan later) => (await _cache.GetAsync(query, TextFit.Words, Now + later, default)).Total;
}
