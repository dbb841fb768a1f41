using Nusaloka.Grains.Search.Trips;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Search;

public sealed class TripSearchRefresherTests : IAsyncLifetime
{
    private static readonly DateOnly Soon = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(40);

    private readonly ShiftedTimeProvider _time = new();
    private PostgresDatabase _database = null!;
    private TripSearchRefresher _refresher = null!;

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        _refresher = new TripSearchRefresher(_database.DataSource, _time);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Refresh_WithoutNews_LooksAtNoTrip()
    {
        var trip = await Shelf.PutAsync(TripShelf.Details("Toba"));
        await Shelf.DepartAsync(trip, Soon, 3);
        var first = await _refresher.RefreshAsync(default);
        // Whoever looks at the trip would see that this is wrong.
        await _database.ExecuteAsync("update trip_search set next_date = null");

        var idle = await _refresher.RefreshAsync(default);
        var next = await NextAsync(trip);
        await Shelf.DepartAsync(trip, Soon.AddDays(1), 3);
        var news = await _refresher.RefreshAsync(default);

        Assert.Equal((1, 0, 1), (first, idle, news));
        Assert.Equal(((DateOnly?)null, Soon), (next, await NextAsync(trip)));
        Assert.Equal(0, await _database.ScalarAsync<long>("select count(*) from trip_search_stale"));
    }

    [Fact]
    public async Task Refresh_AfterWhateverMatters_IsAsCountingAllWouldBe()
    {
        var (trip, other) = (await Shelf.PutAsync(TripShelf.Details("Toba")), await Shelf.PutAsync(TripShelf.Details("Bromo")));
        var departure = await Shelf.DepartAsync(trip, Soon, 3);
        await Shelf.DepartAsync(trip, Soon.AddDays(3), 3);
        await Shelf.DepartAsync(other, Soon, 3);
        await _refresher.RefreshAsync(default);

        await _database.ExecuteAsync("update departure set free = 2, held = 1 where id = $1", departure);
        Assert.Equal(0, await _database.ScalarAsync<long>("select count(*) from trip_search_stale"));
        await _database.ExecuteAsync("update departure set free = 0, held = 3 where id = $1", departure);
        await _database.ExecuteAsync("insert into trip_rating values ($1, 9, 2)", other);
        Assert.Equal(2, await _refresher.RefreshAsync(default));
        Assert.Equal(Soon.AddDays(3), await NextAsync(trip));
        await _database.ExecuteAsync("update trip_rating set rating_sum = 4, rating_count = 1");
        await _database.ExecuteAsync("delete from departure where trip_id = $1", other);
        Assert.Equal(1, await _refresher.RefreshAsync(default));

        Assert.Equal("4 1", await _database.ScalarAsync<string>("select rating_sum || ' ' || rating_count from trip_search where trip_id = $1", other));
        Assert.Null(await NextAsync(other));
    }

    [Fact]
    public async Task Refresh_WhenACutOffIsOver_GoesOnToTheNextStart()
    {
        var trip = await Shelf.PutAsync(TripShelf.Details("Toba"));
        await Shelf.DepartAsync(trip, Soon, 3);
        await Shelf.DepartAsync(trip, Soon.AddDays(3), 3);
        _time.Advance(Soon.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - TimeSpan.FromHours(12) - _time.GetUtcNow().UtcDateTime);
        await _refresher.RefreshAsync(default);
        var before = await NextAsync(trip);
        await _database.ExecuteAsync("update departure set cut_off_at = $1 where starts_on = $2", _time.GetUtcNow().AddHours(1).UtcDateTime, Soon);
        await _refresher.RefreshAsync(default);

        // Less than the day after which all are counted.
        _time.Advance(TimeSpan.FromHours(2));
        var written = await _refresher.RefreshAsync(default);

        Assert.Equal((Soon, 1, Soon.AddDays(3)), (before, written, await NextAsync(trip)));
    }

    [Fact]
    public async Task Refresh_WhenAPriceChanges_HasTheLowestThatCanBeBooked()
    {
        var trip = await Shelf.PutAsync(TripShelf.Details("Toba"));
        var departure = await Shelf.DepartAsync(trip, Soon, 3);
        await _refresher.RefreshAsync(default);
        var before = await FromPriceAsync(trip);

        await _database.ExecuteAsync("update departure set own_price = 900000 where id = $1", departure);
        Assert.Equal(1, await _refresher.RefreshAsync(default));
        var own = await FromPriceAsync(trip);
        await _database.ExecuteAsync("update departure set own_price = null where id = $1", departure);
        await Shelf.PutAsync(TripShelf.Details("Toba") with { Seasons = [new SeasonPrice(Soon, Soon, Money.Rupiah(600_000))] }, id: trip);
        Assert.Equal(1, await _refresher.RefreshAsync(default));
        var season = await FromPriceAsync(trip);
        await Shelf.DepartAsync(trip, Soon.AddDays(1), 3);
        await _database.ExecuteAsync("update departure set free = 0, held = 3 where id = $1", departure);
        await _refresher.RefreshAsync(default);

        Assert.Equal((1_000_000L, 900_000L, 600_000L, 1_000_000L), (before, own, season, await FromPriceAsync(trip)));
        // What the guide writes needs no refresh.
        await Shelf.PutAsync(TripShelf.Details("Toba") with { Price = Money.Rupiah(800_000) }, id: trip);
        Assert.Equal(800_000L, await FromPriceAsync(trip));
    }

    [Fact]
    public async Task Refresh_OfARowThatIsBeingWritten_HasItsTurnNextTime()
    {
        var trip = await Shelf.PutAsync(TripShelf.Details("Toba"));
        await _refresher.RefreshAsync(default);
        await Shelf.DepartAsync(trip, Soon, 3);
        await using (var connection = await _database.DataSource.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
        {
            await using var command = new Npgsql.NpgsqlCommand("select from trip_search for update", connection);
            await command.ExecuteNonQueryAsync();
            Assert.Equal(0, await _refresher.RefreshAsync(default));
        }

        Assert.Equal(1, await _refresher.RefreshAsync(default));
        Assert.Equal(Soon, await NextAsync(trip));
    }

    private Task<long> FromPriceAsync(string trip) => _database.ScalarAsync<long>("select from_price from trip_search where trip_id = $1", trip);

    private TripShelf Shelf => new(_database);

    private async Task<DateOnly?> NextAsync(string trip) =>
        (await _database.ColumnAsync<DateOnly>("select next_date from trip_search where trip_id = $1 and next_date is not null", trip)) is [var next] ? next : null;
}
