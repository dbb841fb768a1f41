using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Departures;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Trips;

public sealed class SavedTripsTests : IAsyncLifetime
{
    private readonly HeardAlerts _heard = new();
    private readonly GrainCluster _cluster;

    public SavedTripsTests() => _cluster = new GrainCluster(host =>
    {
        host.Services.AddSingleton(_heard);
        host.Services.AddEventHandler<TripAlert, HeardAlerts>(TripAlert.Type);
    });

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task SavedTrips_SavedTwiceRemovedAndListed_AreWhatIsLeftTheLastFirst()
    {
        var person = await _cluster.NewPersonAsync();
        var trips = new List<string>();
        for (var i = 0; i < 3; i++)
            trips.Add((await _cluster.NewTripAsync()).Id);
        var saved = _cluster.Grain<ISavedTripsGrain>(person);

        foreach (var trip in trips)
            Assert.True((await saved.SaveAsync(trip)).IsSuccess);
        Assert.True((await saved.SaveAsync(trips[0])).IsSuccess);
        await saved.RemoveAsync(trips[1]);
        await saved.RemoveAsync(trips[1]);

        var first = (await Queries.ListSavedAsync(person, new PageRequest(1, null))).Value!;
        var second = (await Queries.ListSavedAsync(person, new PageRequest(1, first.NextCursor))).Value!;
        Assert.Equal([trips[2], trips[0]], first.Items.Concat(second.Items).Select(static one => one.Trip.Id));
        Assert.Null(second.NextCursor);
        Assert.Equal(TripErrors.NotFound.Code, (await saved.SaveAsync(GrainCluster.NewId())).Error?.Code);
    }

    [Fact]
    public async Task PriceFall_OfATripThatMoreThanAPageHaveSaved_TellsEachOnceAlthoughATryDied()
    {
        var trip = await _cluster.NewTripAsync();
        var person = await _cluster.NewPersonAsync();
        Assert.True((await _cluster.Grain<ISavedTripsGrain>(person).SaveAsync(trip.Id)).IsSuccess);
        await _cluster.Database.ExecuteAsync(
            "insert into saved_trip (account_id, trip_id, saved_at) select 'saver-' || n, $1, now() from generate_series(1, 450) n", trip.Id);
        var key = TripAlertHandlers.KeyOf(trip.Id, TripAlertCause.PriceFell, TimeProvider.System.GetUtcNow());
        var failed = _cluster.Calls.FailFirst(nameof(ITripAlertsGrain.TellAsync), key);

        await ChangePriceAsync(trip, 900_000);

        await Eventually.EqualAsync("all told", 451, () => Task.FromResult(_heard.Of(trip.Id).Distinct().Count()));
        Assert.Equal(1, failed());
        Assert.Contains(person, _heard.Of(trip.Id));
        Assert.Equal(451, await _cluster.Database.ScalarAsync<long>("select count(*) from saved_trip where trip_id = $1", trip.Id));
    }

    [Fact]
    public async Task PriceFall_SecondOfTheDay_TellsNobodyAgainAndARiseNobodyEver()
    {
        var trip = await _cluster.NewTripAsync();
        var other = await _cluster.NewTripAsync();
        var person = await _cluster.NewPersonAsync();
        foreach (var id in new[] { trip.Id, other.Id })
            await _cluster.Grain<ISavedTripsGrain>(person).SaveAsync(id);

        await ChangePriceAsync(other, 1_100_000);
        await ChangePriceAsync(trip, 900_000);
        await Eventually.EqualAsync("told", 1, () => Task.FromResult(_heard.Of(trip.Id).Count));
        await ChangePriceAsync(trip, 850_000);

        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>(
            "select count(*) from outbox_event where source_id = $1 or source_id = $2 or source_kind = 'tripalerts'", trip.Id, other.Id));
        Assert.Equal([person], _heard.Of(trip.Id));
        Assert.Empty(_heard.Of(other.Id));
    }

    [Fact]
    public async Task PriceFall_OfADeparture_TellsWhoHasSavedTheTripAndOneThatNobodyPaysTellsNobody()
    {
        var (trip, dear) = (await _cluster.NewTripAsync(), await _cluster.NewTripAsync());
        var person = await _cluster.NewPersonAsync();
        foreach (var id in new[] { trip.Id, dear.Id })
            await _cluster.Grain<ISavedTripsGrain>(person).SaveAsync(id);
        var terms = Departing.Terms(4, trip.Id) with { StartsOn = InAMonth, TripPrice = Money.Rupiah(1_000_000) };
        var departure = _cluster.Departure(GrainCluster.NewId());
        Assert.True((await departure.SaveAsync(terms)).IsSuccess);
        // Its only departure costs what it costs, whatever the trip does.
        Assert.True((await _cluster.Departure(GrainCluster.NewId()).SaveAsync(terms with { TripId = dear.Id, OwnPrice = Money.Rupiah(2_000_000) })).IsSuccess);

        await ChangePriceAsync(dear, 700_000);
        Assert.True((await departure.SaveAsync(terms with { OwnPrice = Money.Rupiah(900_000) })).IsSuccess);

        await Eventually.EqualAsync("told", 1, () => Task.FromResult(_heard.Of(trip.Id).Count));
        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>(
            "select count(*) from outbox_event where source_id = $1 or source_kind = 'tripalerts'", dear.Id));
        Assert.Equal([person], _heard.Of(trip.Id));
        Assert.Empty(_heard.Of(dear.Id));
    }

    [Fact]
    public async Task Change_OfWhatIsBooked_TellsWhoHasABookingThatIsNotOverOfEachVersion()
    {
        var trip = await _cluster.NewTripAsync();
        foreach (var (person, status) in new[] { ("confirmed", 3), ("confirmed", 3), ("paying", 2), ("completed", 4), ("cancelled", 5) })
        {
            await _cluster.Database.ExecuteAsync(
                """
                insert into booking (id, account_id, guide_id, trip_id, departure_id, status, is_open, is_paid, starts_on, created_at, updated_at, booking)
                values (gen_random_uuid()::text, $1, 'guide', $2, 'departure', $3, false, false, current_date, now(), now(), '{}')
                """, person, trip.Id, (short)status);
        }

        await ChangeAsync(trip, TripsToTry.Complete with { Included = ["Sarapan"] });
        await Eventually.EqualAsync("told", 2, () => Task.FromResult(_heard.Of(trip.Id).Count));
        await ChangeAsync(trip, TripsToTry.Complete with { Included = ["Sarapan"], Tags = ["lain"] });
        await ChangeAsync(trip, TripsToTry.Complete with { Included = [], Tags = ["lain"] });

        await Eventually.EqualAsync("told again", 4, () => Task.FromResult(_heard.Of(trip.Id).Count));
        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>(
            "select count(*) from outbox_event where source_id = $1 or source_kind = 'tripalerts'", trip.Id));
        Assert.Equal(["confirmed", "confirmed", "paying", "paying"], _heard.Of(trip.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task FreedSeat_OfAFullDeparture_TellsWhoHasSavedTheTrip()
    {
        var trip = await _cluster.NewTripAsync();
        var person = await _cluster.NewPersonAsync();
        await _cluster.Grain<ISavedTripsGrain>(person).SaveAsync(trip.Id);
        var departure = _cluster.Departure(await _cluster.NewDepartureAsync(2, trip.Id));
        var hold = _cluster.Hold(2);
        Assert.True((await departure.HoldAsync(hold)).IsSuccess);

        Assert.True((await departure.ReleaseAsync(hold.BookingId)).IsSuccess);

        await Eventually.EqualAsync("told", 1, () => Task.FromResult(_heard.Of(trip.Id).Count));
        Assert.Equal([person], _heard.Of(trip.Id));
    }

    [Fact]
    public async Task ClosedAccount_OfASaver_IsToldNothingMore()
    {
        var trip = await _cluster.NewTripAsync();
        var person = await _cluster.NewPersonAsync();
        await _cluster.Grain<ISavedTripsGrain>(person).SaveAsync(trip.Id);

        Assert.True((await _cluster.Account(person).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("forgotten", 0L, () => _cluster.Database.ScalarAsync<long>("select count(*) from saved_trip where account_id = $1", person));
    }

    private DateOnly InAMonth => DateOnly.FromDateTime(_cluster.Time.GetUtcNow().UtcDateTime).AddDays(30);

    private ITripQueryGrain Queries => _cluster.Grain<ITripQueryGrain>("0");

    private Task ChangePriceAsync(Trip trip, long price) => ChangeAsync(trip, TripsToTry.Complete with { Price = Money.Rupiah(price), GroupPrices = [] });

    private async Task ChangeAsync(Trip trip, TripDetails details) => Assert.True((await _cluster.Grain<ITripGrain>(trip.Id).ChangeAsync(
        new ChangeTrip(TripsToTry.By(trip.GuideId), details, null))).IsSuccess);
}
