using FsCheck;
using FsCheck.Fluent;
using Nusaloka.Bookings;
using Nusaloka.Grains.Bookings;
using Nusaloka.Trips;
using static Nusaloka.Grains.Tests.Bookings.BookingBuilder;

namespace Nusaloka.Grains.Tests.Bookings;

public sealed class CancellationRulesTests
{
    [Theory]
    [InlineData(CancellationPolicy.Flexible, 24 * 60, 10_000)]
    [InlineData(CancellationPolicy.Flexible, (24 * 60) - 1, 0)]
    [InlineData(CancellationPolicy.Flexible, -1, 0)]
    [InlineData(CancellationPolicy.Moderate, 5 * 24 * 60, 10_000)]
    [InlineData(CancellationPolicy.Moderate, (5 * 24 * 60) - 1, 5_000)]
    [InlineData(CancellationPolicy.Moderate, 24 * 60, 5_000)]
    [InlineData(CancellationPolicy.Moderate, (24 * 60) - 1, 0)]
    [InlineData(CancellationPolicy.Strict, 100 * 24 * 60, 5_000)]
    [InlineData(CancellationPolicy.Strict, 14 * 24 * 60, 5_000)]
    [InlineData(CancellationPolicy.Strict, (14 * 24 * 60) - 1, 0)]
    public void ShareOf_EachPolicyAtEachBound_IsAsDocumented(CancellationPolicy policy, int minutesLeft, int share) =>
        Assert.Equal(share, CancellationRules.ShareOf(policy, Start, Start.AddMinutes(-minutesLeft)));

    [Theory]
    [InlineData(1_000_001, 5_000, 500_001)]
    [InlineData(1, 5_000, 1)]
    [InlineData(999, 0, 0)]
    [InlineData(1_000_000_000, 10_000, 1_000_000_000)]
    public void RefundOf_HalfOfAnOddAmount_IsRoundedForTheTraveller(long total, int share, long refund) =>
        Assert.Equal(Money.Rupiah(refund), CancellationRules.RefundOf(Money.Rupiah(total), share));

    [Fact]
    public void ShareOf_Later_IsNeverMore() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-100_000, 100_000).Two().Zip(Gen.Elements(Enum.GetValues<CancellationPolicy>())).ToArbitrary(),
        static drawn =>
        {
            var (earlier, later) = (Math.Min(drawn.Item1.Item1, drawn.Item1.Item2), Math.Max(drawn.Item1.Item1, drawn.Item1.Item2));
            return CancellationRules.ShareOf(drawn.Item2, Start, Start.AddMinutes(later)) <= CancellationRules.ShareOf(drawn.Item2, Start, Start.AddMinutes(earlier));
        }));

    [Fact]
    public void Quote_OfATraveller_FollowsThePolicyAndConfirmsOnce()
    {
        var now = Start.AddDays(-2);
        var quoted = CancellationRules.Quote(Confirmed(), Id, AsTraveller, now).Value!;
        var quote = CancellationRules.View(quoted, Id, AsTraveller);

        var cancelled = CancellationRules.Confirm(quoted, Id, new ConfirmCancellation(AsTraveller, quote.Id), now.AddMinutes(9)).Value!;
        var again = CancellationRules.Confirm(cancelled, Id, new ConfirmCancellation(AsTraveller, quote.Id), now.AddHours(9));

        Assert.Equal((BookingStatus.Confirmed, false, 750_000, 750_000, "wallet"), (quoted.Status, quote.IsCancelled, quote.RefundAmount.Units, quote.Fee.Units, quote.RefundTo));
        Assert.Equal((BookingStatus.Cancelled, BookingStep.Release, 750_000, "cancelled_by_traveller"), (cancelled.Status, cancelled.Step, cancelled.RefundAmount.Units, cancelled.Reason));
        Assert.Equal(Confirmed().PayoutAt, cancelled.PayoutAt);
        Assert.Same(cancelled, again.Value);
    }

    [Fact]
    public void Quote_OfGuideAndAdmin_GivesEverythingBack()
    {
        foreach (var actor in (BookingActor[])[AsGuide, AsAdmin])
        {
            var now = Start.AddHours(-1);
            var quoted = CancellationRules.Quote(Confirmed(CancellationPolicy.Strict), Id, actor, now).Value!;
            var cancelled = CancellationRules.Confirm(quoted, Id, new ConfirmCancellation(actor, quoted.Quoted[^1].Id), now).Value!;

            Assert.Equal((1_500_000, null), (cancelled.RefundAmount.Units, cancelled.PayoutAt));
        }
    }

    [Fact]
    public void Confirm_WhatIsNotTheNewestQuoteOfWhoAsks_IsRefused()
    {
        var now = Start.AddDays(-2);
        var first = CancellationRules.Quote(Confirmed(), Id, AsTraveller, now).Value!;
        var second = CancellationRules.Quote(first, Id, AsTraveller, now.AddMinutes(1)).Value!;
        var (old, newest) = (first.Quoted[^1], second.Quoted[^1]);

        Assert.NotEqual(old.Id, newest.Id);
        Assert.Equal(BookingErrors.QuoteUnknown, CancellationRules.Confirm(second, Id, new ConfirmCancellation(AsTraveller, old.Id), now).Error);
        Assert.Equal(BookingErrors.QuoteUnknown, CancellationRules.Confirm(second, Id, new ConfirmCancellation(AsGuide, newest.Id), now).Error);
        Assert.Equal(BookingErrors.NotFound, CancellationRules.Confirm(second, Id, new ConfirmCancellation(AsStranger, newest.Id), now).Error);
        Assert.Equal(
            BookingErrors.QuoteExpired, CancellationRules.Confirm(second, Id, new ConfirmCancellation(AsTraveller, newest.Id), now.AddMinutes(1) + BookingLimits.QuoteTime).Error);
    }

    [Fact]
    public void Quote_OfOthersHoweverOften_LeavesTheTravellersAsItWas()
    {
        var now = Start.AddDays(-2);
        var state = CancellationRules.Quote(Confirmed(), Id, AsTraveller, now).Value!;
        var own = state.Quoted[0];
        for (var i = 0; i < 50; i++)
        {
            state = CancellationRules.Quote(state, Id, AsGuide, now.AddSeconds(i)).Value!;
            state = CancellationRules.Quote(state, Id, new BookingActor($"admin-{i}", IsAdmin: true), now.AddSeconds(i)).Value!;
        }

        var cancelled = CancellationRules.Confirm(state, Id, new ConfirmCancellation(AsTraveller, own.Id), now.AddMinutes(9));

        Assert.Equal((BookingStatus.Cancelled, 750_000), (cancelled.Value?.Status, cancelled.Value?.RefundAmount.Units));
        Assert.InRange(state.Quoted.Length, 3, 10);
        // What is over makes room.
        Assert.Single(CancellationRules.Quote(state, Id, AsTraveller, now.AddHours(1)).Value!.Quoted);
    }

    [Fact]
    public void Quote_WhileAPaymentIsUnderWay_CancelsNothingUntilItIsConfirmed()
    {
        var paying = Awaiting() with { Status = BookingStatus.Paying, Payments = 1 };

        var quoted = CancellationRules.Quote(paying, Id, AsTraveller, Now).Value!;
        var quote = CancellationRules.View(quoted, Id, AsTraveller);
        var cancelled = CancellationRules.Confirm(quoted, Id, new ConfirmCancellation(AsTraveller, quote.Id), Now).Value!;

        Assert.Equal((BookingStatus.Paying, BookingStep.None), (quoted.Status, quoted.Step));
        Assert.Equal((false, 0, 0, null), (quote.IsCancelled, quote.RefundAmount.Units, quote.Fee.Units, quote.RefundTo));
        Assert.Equal((BookingStatus.Cancelled, BookingStep.StopPayment), (cancelled.Status, cancelled.Step));
    }

    [Fact]
    public void Confirm_OfAQuoteFromBeforeItWasPaid_IsRefusedAndGivesNothingAway()
    {
        var quoted = CancellationRules.Quote(Awaiting() with { Status = BookingStatus.Paying, Payments = 1 }, Id, AsTraveller, Now).Value!;
        var paid = PayingRules.Sold(PayingRules.Accept(quoted, PaymentOf(quoted), Now)!, Id, TimeSpan.FromDays(1), Now);

        var refused = CancellationRules.Confirm(paid, Id, new ConfirmCancellation(AsTraveller, quoted.Quoted[0].Id), Now);

        Assert.Equal(BookingErrors.QuoteExpired, refused.Error);
    }

    [Fact]
    public void Quote_BeforeAnythingIsPaid_CancelsAtOnceForNothing()
    {
        foreach (var state in (BookingState[])[Holding(), Awaiting(), Awaiting() with { Payments = 1 }])
        {
            var cancelled = CancellationRules.Quote(state, Id, AsTraveller, Now).Value!;

            var quote = CancellationRules.View(cancelled, Id, AsTraveller);
            Assert.Equal((true, 0, 0, null), (quote.IsCancelled, quote.RefundAmount.Units, quote.Fee.Units, quote.RefundTo));
            Assert.Equal((BookingStatus.Cancelled, state.Payments > 0 ? BookingStep.StopPayment : BookingStep.Release), (cancelled.Status, cancelled.Step));
        }
    }

    [Fact]
    public void Quote_OfATravellerOnceTheTripHasBegun_IsRefused()
    {
        Assert.Equal(BookingErrors.TripStarted, CancellationRules.Quote(Confirmed(), Id, AsTraveller, Start).Error);
        Assert.Equal(BookingErrors.TripStarted, CancellationRules.Quote(Confirmed() with { CheckedInAt = Start }, Id, AsTraveller, Start.AddHours(-1)).Error);
    }

    [Fact]
    public void Quote_OnceTheTripHasBegun_IsForAdminsOnly()
    {
        var confirmed = Confirmed();
        var quoted = CancellationRules.Quote(confirmed, Id, AsGuide, Start.AddMinutes(-1)).Value!;

        Assert.Equal(BookingErrors.TripDone, CancellationRules.Quote(confirmed, Id, AsGuide, Start).Error);
        Assert.Equal(BookingErrors.TripDone, CancellationRules.Quote(confirmed with { CheckedInAt = Start.AddHours(-9) }, Id, AsGuide, Start.AddHours(-1)).Error);
        Assert.Equal(BookingErrors.TripDone, CancellationRules.Confirm(quoted, Id, new ConfirmCancellation(AsGuide, quoted.Quoted[0].Id), Start).Error);
        Assert.True(CancellationRules.Quote(confirmed with { CheckedInAt = Start }, Id, AsAdmin, confirmed.EndsAt.AddHours(1)).IsSuccess);
    }

    [Fact]
    public void Undo_OfWhatPaidIt_CancelsBeforeTheEndAndLeavesWhatIsOver()
    {
        var confirmed = Confirmed();

        var refunded = CancellationRules.Undo(confirmed, Id, "p-1", isLost: false, Start)!;
        var lost = CancellationRules.Undo(confirmed, Id, "p-1", isLost: true, Start)!;

        Assert.Equal((BookingStatus.Cancelled, BookingStep.Release, "refunded", confirmed.Total, null), (refunded.Status, refunded.Step, refunded.Reason, refunded.RefundAmount, refunded.PayoutAt));
        Assert.Equal((BookingStatus.Cancelled, "payment_lost", 0, confirmed.PayoutAt), (lost.Status, lost.Reason, lost.RefundAmount.Units, lost.PayoutAt));
        Assert.Same(confirmed, CancellationRules.Undo(confirmed, Id, "p-2", isLost: false, Start));
        Assert.Same(confirmed, CancellationRules.Undo(confirmed, Id, "p-1", isLost: false, confirmed.EndsAt));
        Assert.Null(CancellationRules.Undo(PayingRules.Accept(Awaiting(), PaymentOf(Awaiting()), Now)!, Id, "p-1", isLost: false, Now));
    }

    [Fact]
    public void CallOff_AfterTheTrip_ChangesNothing_ButWhatWasCalledOffBeforeAndIsHeardOfLateDoes()
    {
        var (confirmed, end) = (Confirmed(), Confirmed().EndsAt);

        Assert.Same(confirmed, CancellationRules.CallOff(confirmed, Id, at: end, end.AddMinutes(1)));
        Assert.Equal(BookingStatus.Cancelled, CancellationRules.CallOff(confirmed, Id, at: end.AddSeconds(-1), end.AddHours(1))?.Status);
    }

    [Fact]
    public void CallOff_OfWhatIsPaid_GivesEverythingBackAndKeepsAQuoteUnconfirmed()
    {
        var quoted = CancellationRules.Quote(Confirmed(), Id, AsTraveller, Start.AddDays(-2)).Value!;

        var cancelled = CancellationRules.CallOff(quoted, Id, at: Start.AddDays(-1), Start.AddDays(-1))!;

        Assert.Equal((BookingStatus.Cancelled, 1_500_000, "departure_cancelled", false), (cancelled.Status, cancelled.RefundAmount.Units, cancelled.Reason, cancelled.Quoted[0].IsConfirmed));
        Assert.Same(cancelled, CancellationRules.CallOff(cancelled, Id, at: Start, Start));
        Assert.Null(CancellationRules.CallOff(PayingRules.Accept(Awaiting(), PaymentOf(Awaiting()), Now)!, Id, at: Now, Now));
    }
}
