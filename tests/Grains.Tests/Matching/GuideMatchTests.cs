using Nusaloka.Departures;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Trips;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Matching;

/// <summary>Guides for a wish; what they score was computed by hand.</summary>
public sealed class GuideMatchTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    // Far from the departures of other tests: they share no day with it.
    private static readonly DateOnly July = new(2034, 7, 1);

    private static readonly WishDetails Details = new()
    {
        From = July, To = July.AddDays(13), Budget = Money.Rupiah(1_000_000), Regions = ["lombok"], Interests = ["beach", "snorkeling"], Pace = Pace.Relaxed,
        Languages = ["id"], GroupSize = 2,
    };

    private static readonly Wish Wish = new(GrainCluster.NewId(), GrainCluster.NewId(), Details, default);

    [Fact]
    public async Task FindGuides_OfAWish_OrdersThemByTheirBestDepartureAndLeavesOutWhoHasNone()
    {
        // First, two departures: 4 to 6 July where all fits is 100; 13 to 15 July has two of three days, 25 x 0.6666 = 16.665, together 91.665.
        var first = await TripAsync(TripsToTry.Complete);
        await DepartureAsync(first, 3, days: 3);
        var lesser = await DepartureAsync(first, 12, days: 3);
        // Second: one tag of two, 7.5 of 15, and half of the group of four, 5 of 10: 87.5.
        var second = await TripAsync(TripsToTry.Complete with { Tags = ["beach"], Languages = ["id"] });
        var best = await DepartureAsync(second, 3, days: 3, minPeople: 4);
        // Third: on Bali, 0 of 20, and of 1,250,000 half, 10 of 20: 70, not offered.
        var third = await TripAsync(TripsToTry.Complete with { Region = "Bali", Price = Money.Rupiah(1_250_000), GroupPrices = [] });
        await DepartureAsync(third, 3, days: 3);

        var found = (await Queries.FindGuidesAsync(Wish)).Items;

        Assert.Equal([(first.GuideId, 1_000_000, 2), (second.GuideId, 875_000, 1)], found.Select(static one => (one.Guide.Id, one.Best.Score.Total, one.Departures)));
        Assert.Equal(best, found[1].Best.DepartureId);
        Assert.Equal(["en", "id"], found[0].Languages.ToArray());
        Assert.Equal(["id"], found[1].Languages.ToArray());
        Assert.Equal(
            [(first.GuideId, 1_000_000), (first.GuideId, 916_650), (second.GuideId, 875_000)],
            (await Queries.FindTripsAsync(Wish)).Items.Select(static one => (one.Guide.Id, one.Score.Total)));
        Assert.Equal(lesser, (await Queries.FindTripsAsync(Wish)).Items[1].DepartureId);
    }

    [Fact]
    public async Task FindGuides_WithReviews_ShowsTheNameAndTheMeanOfAllTrips()
    {
        var wish = Wish with { Details = Details with { From = July.AddYears(1), To = July.AddYears(1).AddDays(13) } };
        var trip = await TripAsync(TripsToTry.Complete);
        await DepartureAsync(trip, 365 + 3, days: 3);
        // 5 of one and 4 + 4 of the other, which is deleted: 13 / 3 = 4.33.
        await RateAsync(trip.Id, stars: 5, reviews: 1);
        var other = cluster.Grain<ITripGrain>(GrainCluster.NewId());
        var deleted = (await other.CreateAsync(new CreateTrip(trip.GuideId, TripsToTry.Complete))).Value!;
        await RateAsync(deleted.Id, stars: 8, reviews: 2);
        Assert.True((await other.DeleteAsync(new TripCommand(TripsToTry.By(trip.GuideId), null))).IsSuccess);

        var guide = Assert.Single((await Queries.FindGuidesAsync(wish)).Items).Guide;

        var name = (await cluster.Account(trip.GuideId).GetAsync()).Value!.FullName;
        Assert.Equal(new MatchedGuide(trip.GuideId, name, 4.33, 3), guide);
    }

    [Fact]
    public async Task FindGuides_WithOneWhoHasVeryMany_CountsTheFirstOfTheirs()
    {
        var wish = Wish with { Details = Details with { From = July.AddYears(2), To = July.AddYears(2).AddDays(13) } };
        var trip = await TripAsync(TripsToTry.Complete);
        for (var i = 0; i <= MatchLimits.MaxCandidatesOfGuide; i++)
            await DepartureAsync(trip, July.AddYears(2).DayNumber - July.DayNumber + (i % 10), days: 1);

        Assert.Equal(MatchLimits.MaxCandidatesOfGuide, Assert.Single((await Queries.FindGuidesAsync(wish)).Items).Departures);
        Assert.Equal(MatchLimits.MaxCandidatesOfGuide + 1, (await Queries.FindTripsAsync(wish)).Items.Length);
    }

    private IMatchQueryGrain Queries => cluster.Grain<IMatchQueryGrain>("0");

    private Task<Trip> TripAsync(TripDetails details) => cluster.NewTripAsync(details);

    private Task<long> RateAsync(string tripId, int stars, int reviews) => cluster.Database.ScalarAsync<long>(
        "insert into trip_rating (trip_id, rating_sum, rating_count) values ($1, $2, $3) returning rating_sum", tripId, (long)stars, reviews);

    private async Task<string> DepartureAsync(Trip trip, int after, int days, int minPeople = 2)
    {
        var id = GrainCluster.NewId();
        var saved = await cluster.Grain<IDepartureGrain>(id).SaveAsync(new SaveDeparture(
            trip.Id, trip.GuideId, July.AddDays(after), days, trip.TimeZone, 8, minPeople, null, null, null));
        Assert.True(saved.IsSuccess, saved.Error?.Detail);
        return id;
    }
}
