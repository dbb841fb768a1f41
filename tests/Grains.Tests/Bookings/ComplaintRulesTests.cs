using Nusaloka.Bookings;
using Nusaloka.Grains.Bookings;
using static Nusaloka.Grains.Tests.Bookings.BookingBuilder;

namespace Nusaloka.Grains.Tests.Bookings;

public sealed class ComplaintRulesTests
{
    private static readonly Complain Words = new(AsTraveller, " Pemandu tidak datang. ");
    private static readonly TimeSpan Delay = TimeSpan.FromDays(1);

    [Fact]
    public void Complain_FromTheFirstDayByTheTraveller_HoldsTheMoneyUntilItIsDecided()
    {
        var confirmed = Confirmed();
        var complained = ComplaintRules.Complain(confirmed, Id, Words, Start).Value!;

        var waiting = PayingRules.PayOut(complained, confirmed.PayoutAt!.Value);

        Assert.Equal(new BookingComplaint(ComplaintReason.Traveller, "Pemandu tidak datang.", Start), complained.Complaint);
        Assert.Equal((BookingStatus.Confirmed, BookingStep.None, confirmed.PayoutAt.Value.AddDays(1)), (waiting.Status, waiting.Step, waiting.PayoutAt));
        Assert.Same(complained, ComplaintRules.Complain(complained, Id, Words, Start.AddDays(1)).Value);
        Assert.Equal(BookingErrors.ComplaintExists, ComplaintRules.Complain(complained, Id, Words with { Text = "lain" }, Start).Error);
    }

    [Fact]
    public void Complain_TooEarlyByOthersOrWhenTheGuideHasTheMoney_IsRefused()
    {
        var confirmed = Confirmed();
        var completed = PayingRules.PaidOut(PayingRules.PayOut(confirmed, confirmed.PayoutAt!.Value), Id, Money.Rupiah(1), Money.Rupiah(0), Start);

        Assert.Equal(BookingErrors.ComplaintEarly, ComplaintRules.Complain(confirmed, Id, Words, Start.AddTicks(-1)).Error);
        Assert.Equal(BookingErrors.NotFound, ComplaintRules.Complain(confirmed, Id, Words with { Actor = AsGuide }, Start).Error);
        Assert.Equal("booking_status", ComplaintRules.Complain(completed, Id, Words, Start.AddDays(9)).Error?.Code);
        Assert.Equal("validation_failed", ComplaintRules.Complain(confirmed, Id, Words with { Text = "  " }, Start).Error?.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500_000)]
    [InlineData(1_500_000)]
    public void Decide_AllPartOrNothing_GivesThatBackAndTheRestIsDue(long units)
    {
        var step = units > 0 ? BookingStep.Refund : BookingStep.None;
        var now = Start.AddDays(5);
        var complained = ComplaintRules.Complain(Confirmed(), Id, Words, Start).Value!;
        var command = new DecideComplaint("petugas", Money.Rupiah(units), "Foto dan pesan dilihat");

        var decided = ComplaintRules.Decide(complained, Id, command, Delay, now).Value!;

        Assert.Equal(BookingChanged.ComplainedType, Assert.Single(complained.PendingEvents).Type);
        Assert.Equal(units, Assert.IsType<BookingChanged>(Assert.Single(decided.PendingEvents, static told => told.Type == BookingChanged.DecidedType).Payload).RefundAmount.Units);
        Assert.Equal((step, units, now), (decided.Step, decided.RefundAmount.Units, decided.PayoutAt));
        Assert.Equal((units, "petugas", now), (decided.Complaint!.RefundAmount!.Value.Units, decided.Complaint.DecidedBy, decided.Complaint.DecidedAt));
        Assert.Same(decided, ComplaintRules.Decide(decided, Id, command, Delay, now).Value);
        Assert.Equal(BookingErrors.ComplaintDecided, ComplaintRules.Decide(decided, Id, command with { RefundAmount = Money.Rupiah(1) }, Delay, now).Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Decide_BeforeTheMoneyWouldBeDue_PaysNothingOutSooner(int hoursAfterTheEnd)
    {
        var complained = ComplaintRules.Complain(Confirmed(), Id, Words, Start).Value!;

        var decided = ComplaintRules.Decide(
            complained, Id, new DecideComplaint("petugas", Money.Rupiah(0), "Terlaksana"), Delay, complained.EndsAt.AddHours(hoursAfterTheEnd)).Value!;

        Assert.Equal(complained.EndsAt + Delay, decided.PayoutAt);
    }

    [Fact]
    public void Words_AreForgottenWithThePeopleOnceNobodyHasToDecideAboutThem()
    {
        var command = new DecideComplaint("petugas", Money.Rupiah(0), "Terlaksana");
        var complained = ComplaintRules.Complain(Confirmed(), Id, Words, Start).Value!;
        var decided = ComplaintRules.Decide(complained, Id, command, Delay, Start).Value!;

        var over = PayingRules.PaidOut(PayingRules.PayOut(decided, decided.PayoutAt!.Value), Id, Money.Rupiah(1), Money.Rupiah(0), Start);
        var left = BookingRules.Erase(complained, Start);

        Assert.Equal("Pemandu tidak datang.", over.Complaint?.Text);
        Assert.Equal("", BookingRules.ForgetPeople(over, Delay, Start + Delay).Complaint?.Text);
        Assert.Equal("", BookingRules.Erase(decided, Start).Complaint?.Text);
        Assert.Equal("Pemandu tidak datang.", left.Complaint?.Text);
        Assert.Equal("", ComplaintRules.Decide(left, Id, command, Delay, Start).Value!.Complaint?.Text);
    }

    [Fact]
    public void Decide_WhatCannotBe_IsRefused()
    {
        var complained = ComplaintRules.Complain(Confirmed(), Id, Words, Start).Value!;
        var command = new DecideComplaint("petugas", Money.Rupiah(0), "x");

        Assert.Equal(BookingErrors.OwnComplaint, ComplaintRules.Decide(complained, Id, command with { OfficerId = Traveller }, Delay, Start).Error);
        Assert.Equal(BookingErrors.OwnComplaint, ComplaintRules.Decide(complained, Id, command with { OfficerId = Guide }, Delay, Start).Error);
        Assert.Equal(BookingErrors.ComplaintNotFound, ComplaintRules.Decide(Confirmed(), Id, command, Delay, Start).Error);
        Assert.Equal("validation_failed", ComplaintRules.Decide(complained, Id, command with { RefundAmount = Money.Rupiah(1_500_001) }, Delay, Start).Error?.Code);
        Assert.Equal("validation_failed", ComplaintRules.Decide(complained, Id, command with { RefundAmount = Money.Rupiah(-1) }, Delay, Start).Error?.Code);
        Assert.Equal("validation_failed", ComplaintRules.Decide(complained, Id, command with { Note = " " }, Delay, Start).Error?.Code);
    }
}
