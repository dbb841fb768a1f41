using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Profiles;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Trips;

public sealed class GuideStandingTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const string Officer = "0199a0c2-0000-7c3a-8d51-4f6b1f2c3d4e";

    [Fact]
    public async Task Ban_OfAGuide_TakesTheirTripsOffTheMarketAndNobodyElses()
    {
        var (trip, other) = (await cluster.NewTripAsync(), await cluster.NewTripAsync());

        Assert.True((await cluster.Account(trip.GuideId).BanAsync(new BanAccount("Penipuan", Officer))).IsSuccess);

        await Eventually.EqualAsync("archived", TripStatus.Archived, () => StatusAsync(trip));
        Assert.Equal(TripStatus.Published, await StatusAsync(other));
        Assert.Equal(Officer, await cluster.Database.ScalarAsync<string>("select actor_id from trip_revision where trip_id = $1 order by version desc limit 1", trip.Id));
    }

    [Fact]
    public async Task Identity_RejectedAfterPublishing_TakesTheTripOffTheMarket()
    {
        var trip = await cluster.NewTripAsync();

        Assert.True((await cluster.Grain<IProfileGrain>(trip.GuideId).DecideVerificationAsync(new DecideVerification(false, "Dokumen palsu", Officer))).IsSuccess);

        await Eventually.EqualAsync("archived", TripStatus.Archived, () => StatusAsync(trip));
        Assert.Equal(
            TripErrors.GuideNotVerified.Code,
            (await cluster.Grain<ITripGrain>(trip.Id).PublishAsync(new TripCommand(TripsToTry.By(trip.GuideId), null))).Error?.Code);
    }

    private async Task<TripStatus> StatusAsync(Trip trip) => (await cluster.Grain<ITripGrain>(trip.Id).GetAsync()).Value!.Status;
}
