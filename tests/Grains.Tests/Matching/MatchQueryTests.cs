using Nusaloka.Departures;
using Nusaloka.Grains.Matching;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Trips;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Matching;

public sealed class MatchQueryTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task FindTrips_OverManyTripsAndWishes_IsWhatScoringAllOfThemGives()
    {
        var random = new Random(6201);
        var offers = await OffersAsync(random);
        var found = 0;
        for (var i = 0; i < 60; i++)
        {
            var wish = new Wish(GrainCluster.NewId(), GrainCluster.NewId(), SomeWishes.Any(random), default);

            var matches = (await Queries.FindTripsAsync(wish)).Items;

            var expected = offers
                .Where(one => MatchRules.CanBook(wish.Details, wish.AccountId, one.Trip, one.Departure, cluster.Time.GetUtcNow()))
                .Select(one => (one.Departure.Id, one.Departure.StartsOn, Score: MatchRules.Score(wish.Details, one.Trip, one.Departure)))
                .Where(static one => one.Score.IsOffered)
                .OrderByDescending(static one => one.Score.Total).ThenBy(static one => one.StartsOn).ThenBy(static one => one.Id, StringComparer.Ordinal)
                .Take(MatchLimits.MaxMatches)
                .Select(static one => (one.Id, one.Score));
            Assert.Equal(expected, matches.Select(static one => (one.DepartureId, one.Score)));
            found += matches.Length;
        }

        Assert.True(found > 50, $"Only {found} matches: the sample says nothing.");
    }

    [Fact]
    public async Task Candidates_OfEveryWish_HaveABoundThatIsNeverBelowTheScore()
    {
        var random = new Random(6202);
        await OffersAsync(random);
        var candidates = new MatchCandidates(cluster.Database.DataSource);
        var dearer = 0;
        for (var i = 0; i < 40; i++)
        {
            var wish = new Wish(GrainCluster.NewId(), GrainCluster.NewId(), SomeWishes.Any(random), default);
            foreach (var (match, bound) in await candidates.OfTripsAsync(wish, cluster.Time.GetUtcNow(), CancellationToken.None))
            {
                Assert.InRange(match.Score.Total, 0, bound);
                dearer += match.Score.Total < bound ? 1 : 0;
            }
        }

        // Where the lowest price is not the one to pay the bound is above the score: the sample has such trips.
        Assert.True(dearer > 0, "No trip of the sample costs more than its lowest price.");
    }

    [Fact]
    public async Task FindCompanions_OverManyWishes_IsWhatScoringAllOfThemGives()
    {
        var random = new Random(6203);
        var wishes = new List<Wish>();
        for (var i = 0; i < 60; i++)
        {
            var person = await cluster.NewPersonAsync();
            var details = SomeWishes.Any(random) with { IsOpenToCompanions = random.Next(4) > 0 };
            wishes.Add((await cluster.Grain<IWishGrain>(person).SaveAsync(new SaveWish(GrainCluster.NewId(), IsNew: true, details))).Value!);
        }

        var found = 0;
        foreach (var wish in wishes)
        {
            var companions = await Queries.FindCompanionsAsync(wish);
            if (!wish.Details.IsOpenToCompanions)
            {
                Assert.Equal(MatchErrors.CompanionsClosed.Code, companions.Error?.Code);
                continue;
            }

            var expected = wishes
                .Where(other => other.AccountId != wish.AccountId && other.Details.IsOpenToCompanions)
                .Select(other => (other.Id, Score: MatchRules.Score(wish.Details, other.Details), other.Details.From))
                .Where(static one => one.Score.IsOffered)
                .OrderByDescending(static one => one.Score.Total).ThenBy(static one => one.From).ThenBy(static one => one.Id, StringComparer.Ordinal)
                .Select(static one => (one.Id, one.Score));
            Assert.Equal(expected, companions.Value!.Items.Select(static one => (one.WishId, one.Score)));
            found += companions.Value.Items.Length;
        }

        Assert.True(found > 20, $"Only {found} companions: the sample says nothing.");
    }

    private IMatchQueryGrain Queries => cluster.Grain<IMatchQueryGrain>("0");

    /// <summary>Trips of one guide with departures of all kinds.</summary>
    private async Task<IReadOnlyList<(Trip Trip, Departure Departure)>> OffersAsync(Random random)
    {
        var guide = await cluster.NewGuideAsync();
        var offers = new List<(Trip, Departure)>();
        for (var i = 0; i < 25; i++)
        {
            var price = random.Next(6, 16) * 100_000;
            var grain = cluster.Grain<ITripGrain>(GrainCluster.NewId());
            await grain.CreateAsync(new CreateTrip(guide, TripsToTry.Complete with
            {
                Region = SomeWishes.Regions[random.Next(SomeWishes.Regions.Length)].ToUpperInvariant(),
                Price = Money.Rupiah(price),
                GroupPrices = [new GroupPrice(3, Money.Rupiah(price * 8 / 10))],
                Seasons = [new SeasonPrice(SomeWishes.Start.AddDays(5), SomeWishes.Start.AddDays(15), Money.Rupiah(price * 12 / 10))],
                Tags = SomeWishes.Some(random, SomeWishes.Tags),
                Languages = ["id", .. SomeWishes.Some(random, SomeWishes.Languages)],
                Difficulty = (TripDifficulty)random.Next(3),
                MinPeople = 1,
                MaxPeople = random.Next(2, 8),
            }));
            var trip = i % 10 == 9
                ? (await grain.GetAsync()).Value!
                : (await grain.PublishAsync(new TripCommand(TripsToTry.By(guide), null))).Value!;
            for (var j = 0; j < 4; j++)
                offers.Add((trip, await DepartureAsync(random, trip)));
        }

        return offers;
    }

    private async Task<Departure> DepartureAsync(Random random, Trip trip)
    {
        var capacity = random.Next(2, 9);
        var grain = cluster.Grain<IDepartureGrain>(GrainCluster.NewId());
        var saved = await grain.SaveAsync(new SaveDeparture(
            trip.Id, trip.GuideId, SomeWishes.Start.AddDays(random.Next(30)), random.Next(1, 6), trip.TimeZone, capacity, random.Next(1, capacity),
            null, random.Next(3) == 0 ? Money.Rupiah(random.Next(6, 16) * 100_000) : null, null));
        Assert.True(saved.IsSuccess, saved.Error?.Detail);
        if (random.Next(2) == 0)
        {
            var (booking, seats) = (GrainCluster.NewId(), random.Next(1, capacity));
            Assert.True((await grain.HoldAsync(new HoldSeats(booking, GrainCluster.NewId(), seats, cluster.Time.GetUtcNow().AddMinutes(10)))).IsSuccess);
            Assert.True((await grain.ConfirmAsync(new ConfirmSeats(booking, seats))).IsSuccess);
        }

        return (await grain.GetAsync()).Value!;
    }
}
