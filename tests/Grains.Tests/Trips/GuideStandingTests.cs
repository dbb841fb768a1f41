using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Profiles;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Trips;
using Nusaloka.Persistence.Outbox;
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Event_ThatIsHandledWhileTheGrainStillAnswersWhatWasBefore_TakesTheTripOffTheMarket(bool isBan)
    {
        var trip = await cluster.NewTripAsync();
        var handler = cluster.Silos.GetSiloServiceProvider().GetRequiredService<GuideStandingHandler>();
        var context = new EventContext(Guid.Parse(GrainCluster.NewId()), isBan ? AccessChanged.BannedType : VerificationDecided.Type, "", trip.GuideId, 3, cluster.Time.GetUtcNow(), 1);
        Task HandleAsync() => isBan
            ? handler.HandleAsync(new AccessChanged(trip.GuideId, null, "", Officer, cluster.Time.GetUtcNow()), context, CancellationToken.None)
            : handler.HandleAsync(new VerificationDecided(trip.GuideId), context, CancellationToken.None);

        // Heard of so late that it is not true any more.
        await HandleAsync();
        var onTheMarket = await StatusAsync(trip);
        // What is committed is in the read model at once, and in the grain a moment later.
        await Eventually.EqualAsync("the trip", TripStatus.Archived, async () =>
        {
            await cluster.Database.ExecuteAsync(
                isBan ? "update account set banned_at = now() where id = $1" : "update identity_verification set status = 3 where account_id = $1", trip.GuideId);
            await HandleAsync();
            return await StatusAsync(trip);
        });

        Assert.False((await cluster.Account(trip.GuideId).GetStandingAsync()).Value?.IsBanned);
        Assert.Equal(VerificationStatus.Verified, (await cluster.Grain<IProfileGrain>(trip.GuideId).GetVerificationAsync()).Value?.Status);
        Assert.Equal(TripStatus.Published, onTheMarket);
    }

    private async Task<TripStatus> StatusAsync(Trip trip) => (await cluster.Grain<ITripGrain>(trip.Id).GetAsync()).Value!.Status;
}
