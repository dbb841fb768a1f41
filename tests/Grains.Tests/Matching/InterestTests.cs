using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Departures;
using Nusaloka.Grains.Matching;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Notifications;
using Nusaloka.Grains.Tests.Trips;
using Nusaloka.Grains.Trips;
using Nusaloka.Matching;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;
using Nusaloka.Trips;

namespace Nusaloka.Grains.Tests.Matching;

public sealed class InterestTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Interest_UntilBothHaveAgreed_HidesTheTravellerFromTheGuide()
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        var grain = cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure));

        var expressed = await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure));
        var seenBefore = Assert.Single(await OfTripAsync(trip.Id));
        var agreed = await grain.AnswerAsync(trip.GuideId, isAccepted: true);
        var seenAfter = Assert.Single(await OfTripAsync(trip.Id));

        Assert.Equal((traveller, InterestStatus.Interested), (expressed.Value?.TravellerId, expressed.Value?.Status));
        Assert.Equal(((string?)null, InterestStatus.Interested, 2), (seenBefore.TravellerId, seenBefore.Status, seenBefore.GroupSize));
        Assert.Equal((traveller, InterestStatus.Agreed), (agreed.Value?.TravellerId, agreed.Value?.Status));
        Assert.Equal(traveller, seenAfter.TravellerId);
        Assert.Equal(InterestStatus.Agreed, Assert.Single(await OfTravellerAsync(traveller)).Status);
    }

    [Fact]
    public async Task Interest_IsToldToTheGuideWithoutANameAndTheAnswerToTheTraveller()
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        var grain = cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure));
        var express = new ExpressInterest(traveller, wish, departure);

        await grain.ExpressAsync(express);
        await grain.ExpressAsync(express);
        var toGuide = await cluster.ToldAsync(trip.GuideId, "interest.expressed");
        await grain.WithdrawAsync(traveller);
        await grain.ExpressAsync(express);
        await grain.AnswerAsync(trip.GuideId, isAccepted: true);
        var toTraveller = await cluster.ToldAsync(traveller, "interest.agreed");

        Assert.Equal(("Ada yang ingin ikut", $"/trips/{trip.Id}/interests"), (toGuide.Title, toGuide.Link));
        Assert.StartsWith($"2 orang ingin ikut {trip.Details.Title} mulai 04-07-2030.", toGuide.Body, StringComparison.Ordinal);
        Assert.Equal($"/departures/{departure}", toTraveller.Link);
        // Once, although it was said again; and nothing of who it is, wherever one looks.
        await Eventually.EqualAsync("an empty outbox", 0L, () => cluster.Database.ScalarAsync<long>("select count(*) from outbox_event where source_kind = 'interest'"));
        await cluster.ToldAsync(trip.GuideId, "interest.expressed");
        Assert.DoesNotContain(traveller, await cluster.Database.ScalarAsync<string>(
            "select string_agg(n::text, ' ') from notification n where account_id = $1", trip.GuideId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decline_IsForEverAndShowsNobody()
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        var grain = cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure));
        await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure));

        var declined = await grain.AnswerAsync(trip.GuideId, isAccepted: false);

        Assert.Equal((InterestStatus.Declined, (string?)null), (declined.Value?.Status, declined.Value?.TravellerId));
        Assert.Empty(await OfTripAsync(trip.Id));
        Assert.True((await grain.WithdrawAsync(traveller)).IsSuccess);
        Assert.Equal(MatchErrors.InterestDeclined.Code, (await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure))).Error?.Code);
        Assert.Equal(MatchErrors.InterestDeclined.Code, (await grain.AnswerAsync(trip.GuideId, isAccepted: true)).Error?.Code);
    }

    [Fact]
    public async Task Withdraw_TakesItFromTheGuideUntilItIsSaidAgain()
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        var grain = cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure));
        await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure));
        await grain.AnswerAsync(trip.GuideId, isAccepted: true);

        Assert.True((await grain.WithdrawAsync(traveller)).IsSuccess);

        Assert.Empty(await OfTripAsync(trip.Id));
        Assert.Equal(MatchErrors.InterestNotFound.Code, (await grain.AnswerAsync(trip.GuideId, isAccepted: true)).Error?.Code);
        Assert.Equal(InterestStatus.Interested, (await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure))).Value?.Status);
        Assert.Null(Assert.Single(await OfTripAsync(trip.Id)).TravellerId);
    }

    [Fact]
    public async Task Commands_OfOthers_FindNothing()
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        var grain = cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure));
        Assert.Equal(MatchErrors.InterestNotFound.Code, (await grain.WithdrawAsync(traveller)).Error?.Code);
        await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure));

        Assert.Equal(MatchErrors.InterestNotFound.Code, (await grain.WithdrawAsync(trip.GuideId)).Error?.Code);
        Assert.Equal(MatchErrors.InterestNotFound.Code, (await grain.AnswerAsync(traveller, isAccepted: true)).Error?.Code);
    }

    [Fact]
    public async Task Express_OfWhatIsNoMatch_IsRefused()
    {
        var (traveller, wish, _, departure) = await MatchedAsync(SomeWishes.Start.AddDays(100));

        var refused = await cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure)).ExpressAsync(new ExpressInterest(traveller, wish, departure));

        Assert.Equal(MatchErrors.NotAMatch.Code, refused.Error?.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Interest_InWhatDoesNotTakePlace_IsOverForBoth(bool isTripArchived)
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        var grain = cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure));
        await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure));
        await grain.AnswerAsync(trip.GuideId, isAccepted: true);

        if (isTripArchived)
            Assert.True((await cluster.Grain<ITripGrain>(trip.Id).ArchiveAsync(new TripCommand(TripsToTry.By(trip.GuideId), null))).IsSuccess);
        else
            Assert.True((await cluster.Grain<IDepartureGrain>(departure).CancelAsync(null)).IsSuccess);

        await Eventually.EqualAsync("over", InterestStatus.Over, async () => Assert.Single(await OfTravellerAsync(traveller)).Status);
        Assert.Empty(await OfTripAsync(trip.Id));
        Assert.Equal(MatchErrors.InterestNotFound.Code, (await grain.AnswerAsync(trip.GuideId, isAccepted: true)).Error?.Code);
        Assert.Equal(MatchErrors.NotAMatch.Code, (await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure))).Error?.Code);
    }

    [Fact]
    public async Task Interest_InATripThatIsArchived_EndsAlthoughItsGrainStillAnswersWhatWasBefore()
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        await cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure)).ExpressAsync(new ExpressInterest(traveller, wish, departure));
        var endings = cluster.Silos.GetSiloServiceProvider().GetRequiredService<InterestEndings>();
        var context = new EventContext(Guid.Parse(GrainCluster.NewId()), TripArchived.Type, "trip", trip.Id, 3, cluster.Time.GetUtcNow(), 1);

        // On the market again by now: then it stays.
        await endings.HandleAsync(new TripArchived(trip.Id, trip.GuideId), context, CancellationToken.None);
        var onTheMarket = Assert.Single(await OfTravellerAsync(traveller)).Status;
        // What is committed is in the read model at once, and in the grain a moment later.
        await cluster.Database.ExecuteAsync("update trip set status = 2 where id = $1", trip.Id);
        await endings.HandleAsync(new TripArchived(trip.Id, trip.GuideId), context, CancellationToken.None);

        Assert.Equal(TripStatus.Published, (await cluster.Grain<ITripGrain>(trip.Id).GetAsync()).Value?.Status);
        Assert.Equal((InterestStatus.Interested, InterestStatus.Over), (onTheMarket, Assert.Single(await OfTravellerAsync(traveller)).Status));
    }

    [Fact]
    public async Task ClosedAccount_OfATraveller_IsForgottenByGuideAndReadModel()
    {
        var (traveller, wish, trip, departure) = await MatchedAsync();
        var grain = cluster.Grain<IInterestGrain>(InterestId.Of(traveller, departure));
        await grain.ExpressAsync(new ExpressInterest(traveller, wish, departure));
        await grain.AnswerAsync(trip.GuideId, isAccepted: true);

        Assert.True((await cluster.Account(traveller).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("gone", 0, async () => (await OfTripAsync(trip.Id)).Count);
        Assert.DoesNotContain(traveller, await cluster.Database.ScalarAsync<string>(
            "select string_agg(state::text, ' ') from grain_state where kind = 'interest' and id = $1", InterestId.Of(traveller, departure)), StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Interest>> OfTripAsync(string tripId) =>
        (await cluster.Grain<IMatchQueryGrain>("0").ListInterestsOfTripAsync(tripId, new PageRequest(10, null))).Value!.Items;

    private async Task<IReadOnlyList<Interest>> OfTravellerAsync(string accountId) =>
        (await cluster.Grain<IMatchQueryGrain>("0").ListInterestsOfTravellerAsync(accountId, new PageRequest(10, null))).Value!.Items;

    /// <summary>A traveller whose wish one departure fits wholly, unless it starts at another time.</summary>
    private async Task<(string Traveller, string Wish, Trip Trip, string Departure)> MatchedAsync(DateOnly? startsOn = null)
    {
        var trip = await cluster.NewTripAsync();
        var traveller = await cluster.NewPersonAsync();
        var departure = GrainCluster.NewId();
        var saved = await cluster.Grain<IDepartureGrain>(departure).SaveAsync(new SaveDeparture(
            trip.Id, trip.GuideId, startsOn ?? SomeWishes.Start.AddDays(3), 1, trip.TimeZone, 8, 2, null, null, null));
        Assert.True(saved.IsSuccess, saved.Error?.Detail);
        var wish = (await cluster.Grain<IWishGrain>(traveller).SaveAsync(new SaveWish(GrainCluster.NewId(), IsNew: true, new WishDetails
        {
            From = SomeWishes.Start, To = SomeWishes.Start.AddDays(13), Budget = Money.Rupiah(1_000_000), Regions = ["Lombok"], GroupSize = 2,
        }))).Value!;
        return (traveller, wish.Id, trip, departure);
    }
}
