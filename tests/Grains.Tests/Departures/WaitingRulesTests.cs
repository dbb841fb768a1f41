using Nusaloka.Departures;
using Nusaloka.Grains.Departures;

namespace Nusaloka.Grains.Tests.Departures;

public sealed class WaitingRulesTests
{
    private static readonly string Booking = Departing.Number(1);
    private static readonly string Anna = Departing.Number(11);
    private static readonly string Budi = Departing.Number(12);
    private static readonly string Citra = Departing.Number(13);
    private static readonly DateTimeOffset Later = Departing.Now.AddHours(1);

    [Fact]
    public void Join_InOrder_GetsThePlaceAndKeepsIt()
    {
        var full = Full(4);
        var (anna, first) = full.Join(Anna, 1);
        var (budi, second) = anna.Join(Budi, 2);
        var (changed, again) = budi.Join(Anna, 3);

        Assert.Equal((1, 2, 1), (first.Value?.Position, second.Value?.Position, again.Value?.Position));
        Assert.Equal((3, 2), (again.Value?.Seats, changed.View().Waiting));
        Assert.Same(changed, changed.Join(Anna, 3).State);
    }

    [Fact]
    public void Join_WhereSeatsAreFree_IsSentToBookThem()
    {
        Assert.Equal("seats_free", Departing.Saved(4).Join(Anna, 4).Answer.Error?.Code);
        Assert.True(Departing.Saved(4).Hold(Booking, 1).State.Join(Anna, 4).Answer.IsSuccess);
        Assert.Equal("validation_failed", Full(4).Join(Anna, 5).Answer.Error?.Code);
        Assert.Equal("departure_closed", Full(4).Join(Anna, 1, Departing.Saved(4).View().CutOffAt).Answer.Error?.Code);
    }

    [Fact]
    public void Join_MoreThanTheListHolds_IsRefused()
    {
        var state = Full(1);
        for (var i = 0; i < DepartureLimits.MaxWaiting; i++)
            state = state.Join(Departing.Number(100 + i), 1).State;

        Assert.Equal("waiting_list_full", state.Join(Anna, 1).Answer.Error?.Code);
        Assert.Equal(DepartureLimits.MaxWaiting, state.View().Waiting);
    }

    [Fact]
    public void Release_OffersTheSeatsInOrder_ToThoseForWhomTheySuffice()
    {
        var state = Departing.Saved(4).Confirm(Departing.Number(2), 1).State.Confirm(Booking, 3).State
            .Join(Anna, 4).State.Join(Budi, 2).State.Join(Citra, 1).State;

        // Three come free: not enough for four, enough for two, and one is left.
        var offered = state.Release(Booking);

        var told = offered.PendingEvents.Select(static @event => Assert.IsType<SeatsOffered>(@event.Payload)).ToArray();
        Assert.Equal([(Budi, 2), (Citra, 1)], told.Select(static offer => (offer.AccountId, offer.Seats)));
        Assert.Equal((0, 3, 1), (offered.View().Free, offered.View().Held, offered.View().Sold));
        Assert.Equal((1, 0), (Position(offered, Anna), Position(offered, Budi)));
    }

    [Fact]
    public void Hold_BySomebodyWithAnOffer_UsesIt_AndNobodyElseCan()
    {
        var offered = Full(2).Join(Anna, 1).State.Release(Booking, Later);
        var (others, _) = offered.Hold(Departing.Number(2), 1, Later.AddMinutes(10), Later, Budi);

        Assert.Equal("seats_unavailable", others.Hold(Departing.Number(3), 1, Later.AddMinutes(10), Later, Citra).Answer.Error?.Code);
        var (held, answer) = others.Hold(Departing.Number(4), 1, Later.AddMinutes(10), Later, Anna);

        Assert.True(answer.IsSuccess);
        Assert.Equal((0, 2, 0), (held.View(Later).Free, held.View(Later).Held, held.View(Later).Waiting));
    }

    [Fact]
    public void Offer_ThatPasses_GoesToTheNext_AndThenToAll()
    {
        var offered = Full(1).Join(Anna, 1).State.Join(Budi, 1).State.Release(Booking, Later);
        var second = offered.Settle(Later + DepartureLimits.OfferTime);
        var free = second.Settle(Later + (2 * DepartureLimits.OfferTime));

        Assert.Equal(Later + DepartureLimits.OfferTime, offered.NextOver);
        Assert.Equal(Budi, Assert.IsType<SeatsOffered>(Assert.Single(second.PendingEvents).Payload).AccountId);
        Assert.Equal("waiting_not_found", WaitingRules.View(second, Departing.Id, Anna).Error?.Code);
        Assert.Equal(SeatFreed.Type, Assert.Single(free.PendingEvents).Type);
        Assert.Equal((1, 0), (free.Free, free.Waiting.Length));
    }

    [Fact]
    public void Hold_BySomebodyElseAtTheEndOfAHold_IsRefused_AndWhoWaitsIsOfferedTheSeats()
    {
        var waiting = Departing.Saved(1).Hold(Booking, 1).State.Join(Anna, 1).State;

        // No timer has said that the hold is over.
        var (offered, others) = waiting.Hold(Departing.Number(2), 1, Departing.Soon.AddMinutes(10), Departing.Soon, Budi);
        var (_, late) = waiting.Confirm(Booking, 1, Departing.Soon);

        Assert.Equal("seats_unavailable", others.Error?.Code);
        Assert.Equal("hold_expired", late.Error?.Code);
        Assert.Equal(Anna, Assert.IsType<SeatsOffered>(Assert.Single(offered.PendingEvents).Payload).AccountId);
        Assert.True(waiting.Hold(Departing.Number(3), 1, Departing.Soon.AddMinutes(10), Departing.Soon, Anna).Answer.IsSuccess);
    }

    [Fact]
    public void Hold_WhenAnOfferHasPassed_IsForTheNextWhoWaits()
    {
        var offered = Full(1).Join(Anna, 1).State.Join(Budi, 1).State.Release(Booking, Later);
        var over = Later + DepartureLimits.OfferTime;

        Assert.Equal("seats_unavailable", offered.Hold(Departing.Number(2), 1, over.AddMinutes(10), over, Citra).Answer.Error?.Code);
        Assert.Equal("seats_unavailable", offered.Hold(Departing.Number(2), 1, over.AddMinutes(10), over, Anna).Answer.Error?.Code);
        Assert.True(offered.Hold(Departing.Number(2), 1, over.AddMinutes(10), over, Budi).Answer.IsSuccess);
    }

    [Fact]
    public void Offer_NearTheCutOff_EndsWithIt()
    {
        var cutOff = Departing.Saved(1).View().CutOffAt;
        var offered = Full(1).Join(Anna, 1).State.Release(Booking, cutOff.AddMinutes(-5));

        Assert.Equal(cutOff, Assert.IsType<SeatsOffered>(Assert.Single(offered.PendingEvents).Payload).Until);
        Assert.Empty(offered.Settle(cutOff).PendingEvents);
    }

    [Fact]
    public void Leave_GivesUpTheOffer_AndTheNextGetsIt()
    {
        var offered = Full(1).Join(Anna, 1).State.Join(Budi, 1).State.Release(Booking, Later).WithEvents([]);

        var (left, answer) = WaitingRules.Leave(offered, Departing.Id, Anna, Later);

        Assert.True(answer.IsSuccess);
        Assert.Equal(Budi, Assert.IsType<SeatsOffered>(Assert.Single(left.PendingEvents).Payload).AccountId);
        Assert.Same(left, WaitingRules.Leave(left, Departing.Id, Anna, Later).Item1);
    }

    [Fact]
    public void Join_WithAnOffer_ForAnotherNumber_IsOfferedThatWhenItIsFree()
    {
        var offered = Full(2).Join(Anna, 1).State.Release(Booking, Later);
        var (both, answer) = offered.Join(Anna, 2, Later);

        Assert.Equal(Later + DepartureLimits.OfferTime, answer.Value?.OfferedUntil);
        Assert.Equal((0, 2), (both.Free, both.Offered));
    }

    [Fact]
    public void Join_WithAnOffer_ForOtherNumbersAgainAndAgain_DoesNotKeepItLonger()
    {
        var state = Full(2).Join(Anna, 1).State.Release(Booking, Later);
        for (var i = 1; i <= 10; i++)
            state = state.Join(Anna, 1 + (i % 2), Later.AddMinutes(i)).State;

        Assert.Equal(Later + DepartureLimits.OfferTime, Assert.Single(state.Waiting).OfferedUntil);
        Assert.Equal(0, state.Settle(Later + DepartureLimits.OfferTime).Offered);
    }

    [Fact]
    public void Offer_ToAnAccountThatLetsThemPassOrGivesThemUp_ComesThreeTimesAndNotAgain()
    {
        // Somebody else has the offer in between, so that there is something to wait for.
        var (state, now, other) = (Full(1).Join(Anna, 1).State.Join(Budi, 1).State.Release(Booking, Later), Later, Budi);
        for (var i = 1; i < DepartureLimits.MaxOffers; i++)
        {
            Assert.NotNull(state.Waiting.Single(static waiter => waiter.AccountId == Anna).OfferedUntil);
            state = i % 2 == 0 ? WaitingRules.Leave(state, Departing.Id, Anna, now).Item1 : state.Settle(now += DepartureLimits.OfferTime);
            var (again, answer) = state.Join(Anna, 1, now);
            Assert.True(answer.IsSuccess, $"{answer.Error}");
            var next = Departing.Number(100 + i);
            (state, other) = (WaitingRules.Leave(again, Departing.Id, other, now).Item1.Join(next, 1, now).State, next);
        }

        state = state.Settle(now += DepartureLimits.OfferTime);

        Assert.Equal(DepartureErrors.OffersUsedUp, state.Join(Anna, 1, now).Answer.Error);
        Assert.Equal(DepartureLimits.MaxOffers, state.PastOffers.Single(static past => past.AccountId == Anna).Count);
    }

    [Fact]
    public void Join_WithTheLastOffer_ForMoreThanThereIs_IsRefusedAndKeepsTheOffer()
    {
        var offered = Full(2).Join(Anna, 1).State.Release(Booking, Later);
        offered = offered with { Waiting = [offered.Waiting[0] with { Offers = DepartureLimits.MaxOffers }] };
        var taken = offered.Hold(Departing.Number(2), 1, Later.AddMinutes(10), Later).State;

        var (same, answer) = taken.Join(Anna, 2, Later);

        Assert.Equal(DepartureErrors.OffersUsedUp, answer.Error);
        Assert.Equal((1, 1), (same.Offered, same.Waiting[0].Seats));
    }

    [Fact]
    public void Save_OfMoreSeats_OffersThem()
    {
        var (more, answer) = Full(2).Join(Anna, 2).State.Save(Departing.Terms(4));

        Assert.Equal(SeatsOffered.Type, Assert.Single(more.PendingEvents).Type);
        Assert.Equal((0, 2), (answer.Value?.Free, answer.Value?.Held));
    }

    /// <summary>All seats sold to one booking.</summary>
    private static DepartureState Full(int capacity) => Departing.Saved(capacity).Confirm(Booking, capacity).State;

    private static int? Position(DepartureState state, string account) => WaitingRules.View(state, Departing.Id, account).Value?.Position;
}
