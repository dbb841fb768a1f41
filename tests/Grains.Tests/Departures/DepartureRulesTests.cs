using Nusaloka.Departures;
using Nusaloka.Grains.Departures;

namespace Nusaloka.Grains.Tests.Departures;

public sealed class DepartureRulesTests
{
    private static readonly string One = Departing.Number(1);
    private static readonly string Other = Departing.Number(2);

    [Fact]
    public void Hold_OfFreeSeats_TakesThem()
    {
        var (state, answer) = Departing.Saved(5).Hold(One, 3);

        Assert.Equal(new SeatHold(Departing.Id, One, 3, Departing.Soon), answer.Value);
        Assert.Equal((2, 3, 0), Sums(state));
        Assert.Empty(state.PendingEvents);
    }

    [Fact]
    public void Hold_OfMoreThanAreFree_SaysHowManyAre()
    {
        var (held, _) = Departing.Saved(5).Hold(One, 3);
        var (state, answer) = held.Hold(Other, 3);

        Assert.Same(held, state);
        Assert.Equal("seats_unavailable", answer.Error?.Code);
        Assert.StartsWith("2 seats", answer.Error?.Detail);
    }

    [Fact]
    public void Hold_Again_AnswersTheSameAndOnceMore_MovesItsEnd()
    {
        var (held, first) = Departing.Saved(3).Hold(One, 3);
        var (same, second) = held.Hold(One, 3);
        var (moved, third) = held.Hold(One, 3, Departing.Soon.AddMinutes(5));

        Assert.Equal(first, second);
        Assert.Same(held, same);
        Assert.Equal(Departing.Soon.AddMinutes(5), third.Value?.Until);
        Assert.Equal((0, 3, 0), Sums(moved));
        Assert.Equal("seats_differ", held.Hold(One, 2).Answer.Error?.Code);
    }

    [Fact]
    public void Hold_ToTheTick_IsOverAtItsTimeAndNotBefore()
    {
        var (held, _) = Departing.Saved(1).Hold(One, 1);
        var before = Departing.Soon.AddMicroseconds(-1);

        Assert.Equal("seats_unavailable", held.Hold(Other, 1, Departing.Soon.AddHours(1), before).Answer.Error?.Code);
        Assert.Equal(0, held.View(before).Free);
        Assert.Equal(1, held.View(Departing.Soon).Free);
        Assert.True(held.Hold(Other, 1, Departing.Soon.AddHours(1), Departing.Soon).Answer.IsSuccess);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(51, 10)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, (24 * 60) + 1)]
    public void Hold_OutOfBounds_IsInvalid(int seats, int minutes) =>
        Assert.Equal("validation_failed", Departing.Saved(100).Hold(One, seats, Departing.Now.AddMinutes(minutes)).Answer.Error?.Code);

    [Fact]
    public void Hold_OfNobody_IsInvalid()
    {
        Assert.Equal("validation_failed", Departing.Saved(1).Hold("booking", 1, account: Other).Answer.Error?.Code);
        Assert.Equal("validation_failed", Departing.Saved(1).Hold(One, 1, account: "").Answer.Error?.Code);
    }

    [Fact]
    public void Hold_AfterTheCutOff_IsRefused_AndWhatIsHeldIsSold()
    {
        var cutOff = Departing.Saved(5).View().CutOffAt;
        var (held, _) = Departing.Saved(5).Hold(One, 1, cutOff.AddMinutes(5), cutOff.AddMinutes(-1));

        Assert.Equal("departure_closed", held.Hold(Other, 1, cutOff.AddHours(1), cutOff).Answer.Error?.Code);
        Assert.True(held.Confirm(One, 1, cutOff.AddMinutes(1)).Answer.IsSuccess);
        Assert.Equal("hold_expired", held.Confirm(One, 1, cutOff.AddMinutes(5)).Answer.Error?.Code);
        Assert.Equal(DepartureStatus.Closed, held.View(cutOff).Status);
    }

    [Fact]
    public void Confirm_OfAHold_SellsItOnce()
    {
        var (held, _) = Departing.Saved(5).Hold(One, 3);
        var (sold, answer) = held.Confirm(One, 3);
        var (again, second) = sold.Confirm(One, 3);

        Assert.True(answer.Value?.IsSold);
        Assert.Equal((2, 0, 3), Sums(sold));
        Assert.Same(sold, again);
        Assert.Equal(answer, second);
        Assert.Equal("seats_differ", sold.Confirm(One, 2).Answer.Error?.Code);
        Assert.Equal(answer, sold.Hold(One, 3).Answer);
    }

    [Fact]
    public void Confirm_AfterItsTime_SellsWhatIsStillFreeAndNothingElse()
    {
        var (held, _) = Departing.Saved(2).Hold(One, 2);
        var late = Departing.Soon.AddMinutes(1);
        var (taken, _) = held.Hold(Other, 1, late.AddMinutes(10), late);

        Assert.True(held.Confirm(One, 2, late).Answer.IsSuccess);
        Assert.Equal("hold_expired", taken.Confirm(One, 2, late).Answer.Error?.Code);
    }

    [Fact]
    public void Release_OfHeldAndSold_FreesThem_AndWhatIsLateOfTheBookingIsRefused()
    {
        var (held, _) = Departing.Saved(2).Hold(One, 1);
        var sold = held.Hold(Other, 1).State.Confirm(Other, 1).State;

        var state = sold.Release(One).Release(Other);

        Assert.Equal((2, 0, 0), Sums(state));
        Assert.Same(state, state.Release(One));
        Assert.Equal("seats_released", state.Hold(One, 1).Answer.Error?.Code);
        Assert.Equal("seats_released", state.Confirm(Other, 1).Answer.Error?.Code);
        Assert.Equal("seats_released", Departing.Saved(2).Release(One).Hold(One, 1).Answer.Error?.Code);
    }

    [Fact]
    public void Release_OfTheSameAgain_TellsAndChangesNothing()
    {
        var state = Departing.Saved(1).Hold(One, 1).State.Release(One);

        Assert.Equal(new SeatFreed(Departing.Id, Departing.Trip, 1, Departing.Now), Assert.Single(state.PendingEvents).Payload);
        Assert.Empty(state.Release(Other).Hold(Departing.Number(3), 1).State.Release(One).PendingEvents);
    }

    [Fact]
    public void Settle_WhenTheHoldsOfAFullDepartureAreOver_TellsThatSeatsAreFree()
    {
        var full = Departing.Saved(2).Hold(One, 1).State.Hold(Other, 1).State;

        Assert.Same(full.WithEvents([]), full.Settle(Departing.Soon.AddTicks(-1)));
        var settled = full.Settle(Departing.Soon);

        Assert.Equal((2, 0, 0), Sums(settled));
        Assert.Equal(SeatFreed.Type, Assert.Single(settled.PendingEvents).Type);
        Assert.Null(settled.NextOver);
    }

    [Fact]
    public void Save_OfACapacityBelowWhatIsTaken_IsRefused()
    {
        var taken = Departing.Saved(5).Hold(One, 2).State.Hold(Other, 1).State.Confirm(Other, 1).State;

        Assert.Equal("capacity_taken", taken.Save(Departing.Terms(2)).Answer.Error?.Code);
        Assert.Equal(0, taken.Save(Departing.Terms(3)).Answer.Value?.Free);
        Assert.Equal(2, taken.Save(Departing.Terms(2), Departing.Soon).State.View(Departing.Soon).Capacity);
    }

    [Fact]
    public void Save_OfOtherDays_IsRefusedWhileSeatsAreTaken()
    {
        var later = Departing.Terms(5) with { StartsOn = new DateOnly(2030, 3, 1) };

        Assert.Equal("departure_booked", Departing.Saved(5).Hold(One, 2).State.Save(later).Answer.Error?.Code);
        Assert.Equal("departure_booked", Departing.Saved(5).Hold(One, 2).State.Confirm(One, 2).State.Save(later, Departing.Soon).Answer.Error?.Code);
        Assert.Equal(new DateOnly(2030, 3, 3), Departing.Saved(5).Save(later).Answer.Value?.EndsOn);
    }

    [Fact]
    public void Save_ComparesVersions_AndARepeatIsAnswered()
    {
        var saved = Departing.Saved(5);

        Assert.Equal("version_mismatch", saved.Save(Departing.Terms(6) with { ExpectedVersion = 0 }).Answer.Error?.Code);
        Assert.Equal(1, saved.Save(Departing.Terms(5) with { ExpectedVersion = 0 }).Answer.Value?.Version);
        Assert.Equal(2, saved.Save(Departing.Terms(6) with { ExpectedVersion = 1 }).Answer.Value?.Version);
        Assert.Equal("departure_not_found", new DepartureState().Save(Departing.Terms(6) with { ExpectedVersion = 1 }).Answer.Error?.Code);
    }

    [Fact]
    public void Save_OutOfBounds_NamesTheFields()
    {
        var wrong = Departing.Terms(0) with { Days = 61, TimeZone = "Asia/Atlantis", OwnPrice = Money.Rupiah(0), StartsOn = new DateOnly(1999, 1, 1) };

        var error = new DepartureState().Save(wrong).Answer.Error;
        var tooMany = new DepartureState().Save(Departing.Terms(5) with { MinPeople = 6 }).Answer.Error;

        Assert.Equal(["/starts_on", "/days", "/capacity", "/price", "/time_zone"], error?.Fields.Select(static field => field.Pointer));
        Assert.Equal("/min_people", Assert.Single(tooMany!.Fields).Pointer);
    }

    [Fact]
    public void Save_ACutOffAfterTheStartOrInThePast_IsInvalid()
    {
        var late = Departing.Terms(5) with { CutOff = new LocalDateTime(new DateOnly(2030, 2, 10), new TimeOnly(0, 0, 1)) };
        var over = Departing.Terms(5) with { CutOff = new LocalDateTime(new DateOnly(2030, 1, 1), new TimeOnly(8, 0)) };

        Assert.Equal("too_late", Assert.Single(new DepartureState().Save(late).Answer.Error!.Fields).Code);
        Assert.Equal("past", Assert.Single(new DepartureState().Save(over).Answer.Error!.Fields).Code);
        // Who has a departure already may end its sale at once.
        Assert.Equal(DepartureStatus.Closed, Departing.Saved(5).Save(over).Answer.Value?.Status);
    }

    [Fact]
    public void Save_OfADepartureThatNeedsAGroup_HasACutOffBeforeItBegins()
    {
        var group = Departing.Terms(5) with { MinPeople = 2 };
        var begins = new LocalDateTime(new DateOnly(2030, 2, 10), TimeOnly.MinValue);

        var (saved, byDefault) = new DepartureState().Save(group);
        var atTheStart = new DepartureState().Save(group with { CutOff = begins }).Answer;
        var justBefore = new DepartureState().Save(group with { CutOff = new LocalDateTime(new DateOnly(2030, 2, 9), new TimeOnly(23, 59, 59)) }).Answer;

        Assert.Equal(new LocalDateTime(new DateOnly(2030, 2, 9), TimeOnly.MinValue), byDefault.Value?.CutOff);
        Assert.Equal(byDefault.Value!.StartsAt.AddDays(-1), byDefault.Value.CutOffAt);
        Assert.Equal(("/cut_off", "too_late"), (Assert.Single(atTheStart.Error!.Fields).Pointer, atTheStart.Error.Fields[0].Code));
        Assert.True(justBefore.IsSuccess, justBefore.Error?.Detail);
        Assert.Equal(begins, new DepartureState().Save(Departing.Terms(5)).Answer.Value?.CutOff);
        // One seat of two, and nobody has said anything of a cut-off.
        Assert.True(saved.Confirm(One, 1).State.Settle(byDefault.Value.CutOffAt).IsCancelled);
    }

    [Fact]
    public void Save_OfASmallestGroupWithinTheLastDay_TakesACutOffThatIsSaid()
    {
        var state = Departing.Saved(5);
        var (group, now) = (Departing.Terms(5) with { MinPeople = 2 }, state.View().StartsAt.AddHours(-6));

        var silent = state.Save(group, now).Answer;
        var said = state.Save(group with { CutOff = new LocalDateTime(new DateOnly(2030, 2, 9), new TimeOnly(21, 0)) }, now).Answer;

        Assert.Equal("past", Assert.Single(silent.Error!.Fields).Code);
        Assert.Equal(DepartureStatus.Open, said.Value?.Status);
    }

    [Fact]
    public void Settle_AfterTheCutOffWithTooFew_CallsItOffOnceNobodyMayPay()
    {
        var cutOff = new LocalDateTime(new DateOnly(2030, 2, 8), TimeOnly.MinValue);
        var terms = Departing.Terms(4) with { MinPeople = 3, CutOff = cutOff };
        var saved = DepartureRules.Save(new DepartureState(), Departing.Id, terms, Departing.GroupTime, Departing.Now).Item1;
        var over = saved.View().CutOffAt;
        var sold = saved.Confirm(Departing.Number(1), 2).State;
        var held = sold.Hold(Departing.Number(2), 1, over.AddMinutes(10), over.AddMinutes(-1)).State.WithEvents([]);

        Assert.False(sold.Settle(over.AddTicks(-1)).IsCancelled);
        Assert.False(held.Settle(over).IsCancelled);
        Assert.False(saved.Settle(over).IsCancelled);
        Assert.False(sold.Settle(saved.View().StartsAt).IsCancelled);
        Assert.False(sold.Save(terms with { MinPeople = 2 }).State.Settle(over).IsCancelled);
        Assert.False(Departing.Saved(4).Confirm(Departing.Number(1), 1).State.Settle(Departing.Saved(4).View().CutOffAt).IsCancelled);
        foreach (var off in (DepartureState[])[sold.Settle(over), held.Settle(over.AddMinutes(10))])
        {
            Assert.Equal((true, 2), (off.IsCancelled, off.Seats.Sold));
            Assert.Equal(DepartureCancelled.Type, Assert.Single(off.PendingEvents).Type);
        }
    }

    [Fact]
    public void Settle_OfWhatWasEnoughAtTheCutOff_KeepsItWhoeverCancelsLater()
    {
        var saved = new DepartureState().Save(Departing.Terms(4) with { MinPeople = 3 }).State;
        var over = saved.View().CutOffAt;
        var sold = saved.Confirm(One, 2).State.Confirm(Other, 1).State;

        var settled = sold.Settle(over).Release(Other, over.AddMinutes(1)).Settle(over.AddMinutes(5));
        // The alarm may come some minutes late: what is cancelled before that was sold at the cut-off all the same.
        var unsettled = sold.Release(Other, over.AddMinutes(1)).Settle(over.AddMinutes(5));
        var cancelledBefore = sold.Release(Other, over.AddTicks(-1)).Settle(over);

        foreach (var state in (DepartureState[])[settled, unsettled])
            Assert.Equal((DepartureStatus.Closed, 2, true), (state.View(over.AddMinutes(5)).Status, state.View(over).Sold, state.View(over).IsGuaranteed));
        Assert.True(cancelledBefore.IsCancelled);
        Assert.False(cancelledBefore.View(over).IsGuaranteed);
    }

    [Fact]
    public void Confirm_OfTheLastThatAreNeededAfterTheCutOff_GuaranteesTheDeparture()
    {
        var saved = new DepartureState().Save(Departing.Terms(4) with { MinPeople = 3 }).State;
        var over = saved.View().CutOffAt;
        var held = saved.Confirm(One, 2).State.Hold(Other, 1, over.AddMinutes(10), over.AddMinutes(-1)).State;

        var paid = held.Settle(over).Confirm(Other, 1, over.AddMinutes(5)).State;

        Assert.False(paid.Release(One, over.AddMinutes(6)).Settle(over.AddMinutes(7)).IsCancelled);
        Assert.True(held.Settle(over).Settle(over.AddMinutes(10)).IsCancelled);
    }

    [Fact]
    public void Save_OfOtherDaysAfterItWasGuaranteed_IsDecidedAnew()
    {
        var terms = Departing.Terms(4) with { MinPeople = 3 };
        var saved = new DepartureState().Save(terms).State;
        var over = saved.View().CutOffAt;
        var empty = saved.Confirm(One, 3).State.Settle(over).Release(One, over);

        var moved = empty.Save(terms with { StartsOn = terms.StartsOn.AddDays(10) }, over).State.Confirm(Other, 1, over).State;

        Assert.True(empty.View(over).IsGuaranteed);
        Assert.True(moved.Settle(moved.View().CutOffAt).IsCancelled);
    }

    [Theory]
    // Own price before and after, of a trip for 1,000; 0 for none.
    [InlineData(0, 900, 1_000, 900)]
    [InlineData(900, 800, 900, 800)]
    [InlineData(1_200, 0, 1_200, 1_000)]
    [InlineData(0, 1_000, null, null)]
    [InlineData(900, 0, null, null)]
    [InlineData(900, 950, null, null)]
    public void Save_OfALowerPrice_TellsWhatOnePersonPaid(long own, long next, int? before, int? price)
    {
        SaveDeparture Costing(long units) => Departing.Terms(4) with { OwnPrice = units == 0 ? null : Money.Rupiah(units), TripPrice = Money.Rupiah(1_000) };
        var saved = new DepartureState().Save(Costing(own)).State;

        var changed = saved.Save(Costing(next)).State;
        var moved = saved.Save(Costing(next) with { StartsOn = new DateOnly(2030, 3, 1) }).State;
        var closed = saved.Save(Costing(next), saved.View().CutOffAt).State;
        var full = saved.Confirm(One, 4).State.Save(Costing(next)).State;

        (int?, int?)[] expected = before is null ? [] : [(before, price)];
        Assert.Equal(
            expected,
            changed.PendingEvents.Select(static one => Assert.IsType<DeparturePriceFell>(one.Payload)).Select(static fell => ((int?)fell.Before.Units, (int?)fell.Price.Units)));
        Assert.Empty(saved.PendingEvents);
        foreach (var state in (DepartureState[])[moved, closed, full])
            Assert.Empty(state.PendingEvents);
    }

    [Fact]
    public void HoldAndConfirm_ForOtherDaysThanTheDepartureHas_AreRefused()
    {
        var state = Departing.Saved(2);
        var booked = new Journey(Departing.Trip, Departing.Guide, new DateOnly(2030, 2, 10), new DateOnly(2030, 2, 12), "Asia/Makassar");
        var hold = new HoldSeats(Departing.Number(1), Departing.Number(11), 1, Departing.Soon, booked);

        var (held, answer) = DepartureRules.Hold(state, Departing.Id, hold, Departing.Now);
        var moved = state.Save(Departing.Terms(2) with { StartsOn = new DateOnly(2030, 2, 11) }).State;

        Assert.True(answer.IsSuccess);
        Assert.True(DepartureRules.Confirm(held, Departing.Id, new ConfirmSeats(hold.BookingId, 1, booked), Departing.Now).Item2.IsSuccess);
        Assert.Equal(DepartureErrors.Moved, DepartureRules.Hold(moved, Departing.Id, hold, Departing.Now).Item2.Error);
        Assert.Equal(DepartureErrors.Moved, DepartureRules.Confirm(moved, Departing.Id, new ConfirmSeats(hold.BookingId, 1, booked), Departing.Now).Item2.Error);
    }

    [Fact]
    public void Cancel_EndsHoldsAndTellsOnce_AndLeavesWhatIsSold()
    {
        var full = Departing.Saved(2).Hold(One, 1).State.Hold(Other, 1).State.Confirm(Other, 1).State.Join(Departing.Number(3), 1).State;

        var (cancelled, answer) = DepartureRules.Cancel(full.WithEvents([]), Departing.Id, 1, Departing.Now);
        var (again, second) = DepartureRules.Cancel(cancelled.WithEvents([]), Departing.Id, 1, Departing.Now);

        Assert.Equal((DepartureStatus.Cancelled, 0, 1, 2L), (answer.Value?.Status, answer.Value?.Held, answer.Value?.Sold, answer.Value?.Version));
        Assert.Equal("departure_past", DepartureRules.Cancel(full.WithEvents([]), Departing.Id, 1, full.View().EndsAt).Item2.Error?.Code);
        var told = Assert.IsType<DepartureCancelled>(Assert.Single(cancelled.PendingEvents).Payload);
        Assert.Equal(Departing.Number(3), Assert.Single(told.Waiting));
        Assert.Empty(again.PendingEvents);
        Assert.Equal(answer, second);
        Assert.Equal("hold_expired", cancelled.Confirm(One, 1).Answer.Error?.Code);
        Assert.Equal("departure_closed", cancelled.Hold(Departing.Number(4), 1).Answer.Error?.Code);
        Assert.Equal("departure_closed", cancelled.Save(Departing.Terms(9)).Answer.Error?.Code);
        Assert.Equal(0, cancelled.Release(Other).View().Sold);
    }

    [Fact]
    public void AnyCommand_OfADepartureThatIsNotThere_SaysSo()
    {
        var nothing = new DepartureState();

        Assert.Equal("departure_not_found", nothing.Hold(One, 1).Answer.Error?.Code);
        Assert.Equal("departure_not_found", nothing.Confirm(One, 1).Answer.Error?.Code);
        Assert.Equal("departure_not_found", nothing.Join(One, 1).Answer.Error?.Code);
        Assert.Same(nothing, nothing.Release(One));
        Assert.Equal("departure_not_found", DepartureRules.Cancel(nothing, Departing.Id, null, Departing.Now).Item2.Error?.Code);
        Assert.Equal("departure_not_found", DepartureRules.View(nothing, Departing.Id, Departing.Now).Error?.Code);
    }

    private static (int Free, int Held, int Sold) Sums(DepartureState state) => (state.Free, state.Seats.Held, state.Seats.Sold);
}
