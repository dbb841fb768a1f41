using Nusaloka.Bookings;
using Nusaloka.Grains.Bookings;
using static Nusaloka.Grains.Tests.Bookings.BookingBuilder;

namespace Nusaloka.Grains.Tests.Bookings;

public sealed class ComplaintRulesTests
{
    private static readonly Complain Words = new(AsTraveller, " Pemandu tidak datang. ");

    [Fact]
    public void Complain_FromTheFirstDayByTheTraveller_HoldsTheMoneyUntilItIsDecided()
    {
        var confirmed = Confirmed();
        var complained = ComplaintRules.Complain(confirmed, Words, Start).Value!;

        var waiting = PayingRules.PayOut(complained, confirmed.PayoutAt!.Value);

        Assert.Equal(new BookingComplaint(ComplaintReason.Traveller, "Pemandu tidak datang.", Start), complained.Complaint);
        Assert.Equal((BookingStatus.Confirmed, BookingStep.None, confirmed.PayoutAt.Value.AddDays(1)), (waiting.Status, waiting.Step, waiting.PayoutAt));
        Assert.Same(complained, ComplaintRules.Complain(complained, Words, Start.AddDays(1)).Value);
        Assert.Equal(BookingErrors.ComplaintExists, ComplaintRules.Complain(complained, Words with { Text = "lain" }, Start).Error);
    }

    [Fact]
    public void Complain_TooEarlyByOthersOrWhenTheGuideHasTheMoney_IsRefused()
    {
        var confirmed = Confirmed();
        var completed = PayingRules.PaidOut(PayingRules.PayOut(confirmed, confirmed.PayoutAt!.Value), Id, Money.Rupiah(1), Money.Rupiah(0), Start);

        Assert.Equal(BookingErrors.ComplaintEarly, ComplaintRules.Complain(confirmed, Words, Start.AddTicks(-1)).Error);
        Assert.Equal(BookingErrors.NotFound, ComplaintRules.Complain(confirmed, Words with { Actor = AsGuide }, Start).Error);
        Assert.Equal("booking_status", ComplaintRules.Complain(completed, Words, Start.AddDays(9)).Error?.Code);
        Assert.Equal("validation_failed", ComplaintRules.Complain(confirmed, Words with { Text = "  " }, Start).Error?.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500_000)]
    [InlineData(1_500_000)]
    public void Decide_AllPartOrNothing_GivesThatBackAndTheRestIsDue(long units)
    {
        var step = units > 0 ? BookingStep.Refund : BookingStep.None;
        var now = Start.AddDays(5);
        var complained = ComplaintRules.Complain(Confirmed(), Words, Start).Value!;
        var command = new DecideComplaint("petugas", Money.Rupiah(units), "Foto dan pesan dilihat");

        var decided = ComplaintRules.Decide(complained, command, now).Value!;

        Assert.Equal((step, units, now), (decided.Step, decided.RefundAmount.Units, decided.PayoutAt));
        Assert.Equal((units, "petugas", now), (decided.Complaint!.RefundAmount!.Value.Units, decided.Complaint.DecidedBy, decided.Complaint.DecidedAt));
        Assert.Same(decided, ComplaintRules.Decide(decided, command, now).Value);
        Assert.Equal(BookingErrors.ComplaintDecided, ComplaintRules.Decide(decided, command with { RefundAmount = Money.Rupiah(1) }, now).Error);
    }

    [Fact]
    public void Decide_WhatCannotBe_IsRefused()
    {
        var complained = ComplaintRules.Complain(Confirmed(), Words, Start).Value!;
        var command = new DecideComplaint("petugas", Money.Rupiah(0), "x");

        Assert.Equal(BookingErrors.OwnComplaint, ComplaintRules.Decide(complained, command with { OfficerId = Traveller }, Start).Error);
        Assert.Equal(BookingErrors.OwnComplaint, ComplaintRules.Decide(complained, command with { OfficerId = Guide }, Start).Error);
        Assert.Equal(BookingErrors.ComplaintNotFound, ComplaintRules.Decide(Confirmed(), command, Start).Error);
        Assert.Equal("validation_failed", ComplaintRules.Decide(complained, command with { RefundAmount = Money.Rupiah(1_500_001) }, Start).Error?.Code);
        Assert.Equal("validation_failed", ComplaintRules.Decide(complained, command with { RefundAmount = Money.Rupiah(-1) }, Start).Error?.Code);
        Assert.Equal("validation_failed", ComplaintRules.Decide(complained, command with { Note = " " }, Start).Error?.Code);
    }
}
