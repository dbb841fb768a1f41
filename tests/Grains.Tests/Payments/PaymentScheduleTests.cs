using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>When a payment is looked at again although nobody asks, and what is asked for before it is done.</summary>
public sealed class PaymentScheduleTests
{
    private const string Id = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";
    private static readonly DateTimeOffset Now = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);
    private static readonly Guid Attempt = Guid.Parse(Id);

    [Fact]
    public void DueAt_AfterItsTime_IsLaterAfterEachFailure()
    {
        var late = Now + TimeSpan.FromHours(25);
        foreach (var state in (PaymentState[])[Created(), Asked()])
        {
            var waits = Enumerable.Range(0, 12).Select(failures => PaymentSchedule.DueAt(state, failures, late) - late).ToArray();

            Assert.Equal([5, 10, 20, 40, 80, 160, 320, 600, 600, 600, 600, 600], waits.Select(static wait => wait!.Value.TotalSeconds));
            Assert.True(PaymentSchedule.IsLookDue(state, late));
        }
    }

    [Fact]
    public void DueAt_WhileThePayerActsAtTheGateway_IsFromAMinuteToAnHourAndAtItsTime()
    {
        var state = Asked();
        var (at, looks) = (Now, new List<TimeSpan>());
        while (at < state.ExpiresAt)
        {
            var next = PaymentSchedule.DueAt(state, failures: 0, at)!.Value;
            looks.Add(next - at);
            at = next;
            Assert.True(PaymentSchedule.IsLookDue(state, at));
        }

        Assert.Equal(state.ExpiresAt, at);
        Assert.Equal(TimeSpan.FromMinutes(1), looks[0]);
        Assert.Equal(looks.SkipLast(1).Order(), looks.SkipLast(1));
        Assert.Equal(TimeSpan.FromHours(1), looks.Max());
        Assert.InRange(looks.Count, 24, 40);
        Assert.Equal(TimeSpan.FromMinutes(8), PaymentSchedule.DueAt(state, failures: 3, Now) - Now);
        // It can be compared with its gateway all the same.
        Assert.False(PaymentSchedule.HasWork(state) || PaymentSchedule.AwaitsGateway(state));
    }

    [Fact]
    public void DueAt_BeforeAnybodyPays_IsWhenItEnds()
    {
        var state = Created();

        Assert.Equal(state.ExpiresAt, PaymentSchedule.DueAt(state, failures: 3, Now));
        Assert.False(PaymentSchedule.IsLookDue(state, Now));
    }

    [Fact]
    public void MayBeDone_WhatWasThereBefore_AndNothingElse()
    {
        var created = Created();
        var confirmed = Confirm(created);
        var declined = PaymentReports.Apply(confirmed, Id, Attempt, Said(GatewayStatus.Declined), Now);
        var again = Confirm(declined);
        var late = PaymentReports.Apply(again, Id, Attempt, Said(GatewayStatus.Succeeded), Now);
        var paid = PaymentReports.Apply(late, Id, late.Current!.Id, Said(GatewayStatus.Succeeded), Now);
        var reserved = PaymentRules.Settled(paid, Id, Now);
        var sending = RefundRules.Reserved(reserved, Id, reserved.Refunds[0], Now);

        Assert.False(PaymentSchedule.MayBeDone(created, confirmed));
        Assert.True(PaymentSchedule.MayBeDone(confirmed, confirmed));
        Assert.False(PaymentSchedule.MayBeDone(confirmed, again));
        Assert.True(PaymentSchedule.MayBeDone(again, late));
        Assert.False(PaymentSchedule.MayBeDone(again, paid));
        Assert.False(PaymentSchedule.MayBeDone(reserved, sending));
        Assert.True(PaymentSchedule.MayBeDone(sending, sending));
        var another = RefundRules.Request(sending, Id, new RefundPayment(Money.Rupiah(1), "", "k", "f"), canBePartial: true, Now).Value!;
        Assert.True(PaymentSchedule.MayBeDone(sending, another));
    }

    private static PaymentState Created() => PaymentRules.Create(
        new PaymentState(),
        new CreatePayment("siti", PaymentPurpose.Booking, "b-1", Money.Rupiah(10_000), CaptureMode.Automatic, new PaymentSource("sandbox", null, null, null), "f"),
        Now).Value!;

    private static PaymentState Confirm(PaymentState state) =>
        PaymentRules.Confirm(state, Id, new ConfirmPayment(new PaymentSource("sandbox", null, null, null)), Now).Value!;

    private static PaymentState Asked() => PaymentReports.Apply(Confirm(Created()), Id, Attempt, Said(GatewayStatus.RequiresAction), Now);

    private static GatewayPayment Said(GatewayStatus status) => new(
        status, "pay_1", Money.Rupiah(10_000), Money.Rupiah(status == GatewayStatus.Succeeded ? 10_000 : 0), Money.Rupiah(0), Next: null, FailureCode: null, Now);
}
