using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Reconciliations;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>What a payment makes of what its gateway says, in every order.</summary>
public sealed class PaymentReportsTests
{
    private const string Id = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";
    private static readonly DateTimeOffset Now = new(2026, 1, 6, 0, 30, 0, TimeSpan.Zero);
    private static readonly Guid Attempt = Guid.Parse(Id);

    [Fact]
    public void Apply_PendingDeclineSettlementRefundTwiceEachInAnyOrder_EndsTheSame()
    {
        Func<PaymentState, PaymentState>[] news =
        [
            static state => PaymentReports.Apply(state, Id, Attempt, Said(GatewayStatus.RequiresAction), Now),
            static state => PaymentReports.Apply(state, Id, Attempt, Said(GatewayStatus.Processing), Now),
            static state => PaymentReports.Apply(state, Id, Attempt, Said(GatewayStatus.Declined), Now),
            static state => Settle(PaymentReports.Apply(state, Id, Attempt, Said(GatewayStatus.Succeeded), Now)),
            static state => RefundRules.Apply(state, Id, Attempt, refundId: null, new GatewayRefund(RefundStatus.Succeeded, "re_1", Money.Rupiah(4_000), null), Now),
        ];

        foreach (var order in Permutations([.. Enumerable.Range(0, 5), .. Enumerable.Range(0, 5)]))
        {
            var state = order.Aggregate(Confirmed(), (state, i) => news[i](state));

            Assert.Equal(PaymentStatus.Succeeded, state.Status);
            Assert.Equal(PaymentStep.None, state.Step);
            Assert.Equal(Money.Rupiah(10_000), state.AmountCaptured);
            Assert.Equal(Money.Rupiah(4_000), Assert.Single(state.Refunds).Amount);
            Assert.Null(state.NextAction);
            Assert.Null(state.FailureCode);
            Assert.Empty(state.Quarantine);
        }
    }

    [Fact]
    public void Apply_RequiresActionThatLeavesTheActionOut_KeepsTheOneThatIsKnown()
    {
        var asked = PaymentReports.Apply(Confirmed(), Id, Attempt, Said(GatewayStatus.RequiresAction), Now);
        var silent = Said(GatewayStatus.RequiresAction) with { Next = null };
        var other = new NextAction(NextActionKind.VaNumber, "bca 123");

        var renamed = PaymentReports.Apply(asked, Id, Attempt, silent with { Reference = "pay_2" }, Now);
        var changed = PaymentReports.Apply(asked, Id, Attempt, silent with { Next = other }, Now);

        Assert.NotNull(asked.NextAction);
        Assert.Same(asked, PaymentReports.Apply(asked, Id, Attempt, silent, Now));
        Assert.Same(asked, PaymentReports.Apply(asked, Id, Attempt, silent with { Reference = "" }, Now));
        Assert.Equal((asked.NextAction, "pay_2"), (renamed.NextAction, renamed.Current?.Reference));
        Assert.Equal(other, changed.NextAction);
    }

    [Theory]
    [InlineData(nameof(GatewayStatus.RequiresAction))]
    [InlineData(nameof(GatewayStatus.Processing))]
    [InlineData(nameof(GatewayStatus.RequiresCapture))]
    [InlineData(nameof(GatewayStatus.Succeeded))]
    public void Apply_AnotherAmount_IsQuarantinedOnceAndMovesNothing(string said)
    {
        var status = Enum.Parse<GatewayStatus>(said);
        var before = Confirmed();
        var report = Said(status) with { Amount = Money.Rupiah(9_999), AmountCaptured = Money.Rupiah(status == GatewayStatus.Succeeded ? 9_999 : 0) };

        var once = PaymentReports.Apply(before, Id, Attempt, report, Now);
        var twice = PaymentReports.Apply(once, Id, Attempt, report, Now);

        Assert.Equal((before.Status, PaymentStep.None, before.AmountCaptured), (once.Status, once.Step, once.AmountCaptured));
        var entry = Assert.Single(once.Quarantine);
        Assert.Equal(("amount_differs", 10_000, 9_999, "IDR"), (entry.Reason, entry.ExpectedUnits, entry.ReportedUnits, entry.ReportedCurrency));
        Assert.Same(once, twice);
    }

    [Fact]
    public void Apply_AnotherAmountPaidWhileItIsCancelled_EndsItForOfficers()
    {
        var asked = PaymentReports.Apply(Confirmed(), Id, Attempt, Said(GatewayStatus.RequiresAction), Now);
        var other = Said(GatewayStatus.Succeeded) with { Amount = Money.Rupiah(9_999), AmountCaptured = Money.Rupiah(9_999) };
        var quarantined = PaymentReports.Apply(asked, Id, Attempt, other, Now);

        foreach (var cancelling in new[] { asked, quarantined }.Select(static state => PaymentRules.Cancel(state, Id, PaymentCommandKind.Expire, Now).Value!))
        {
            Assert.Equal(PaymentStep.Cancel, cancelling.Step);
            var ended = PaymentReports.Apply(cancelling, Id, Attempt, other, Now);

            Assert.Equal((PaymentStatus.Canceled, PaymentStep.None), (ended.Status, ended.Step));
            Assert.Equal("amount_differs", Assert.Single(ended.Quarantine).Reason);
            Assert.Single(ended.PendingEvents);
            Assert.Same(ended, PaymentReports.Apply(ended, Id, Attempt, other, Now));
        }
    }

    [Fact]
    public void Apply_AnotherCurrency_IsQuarantined()
    {
        var state = PaymentReports.Apply(
            Confirmed(), Id, Attempt, Said(GatewayStatus.Succeeded) with { Amount = new Money(10_000, Currency.None) }, Now);

        Assert.Equal("currency_differs", Assert.Single(state.Quarantine).Reason);
        Assert.Equal(0, state.AmountCaptured.Units);
    }

    [Fact]
    public void Apply_ATryThatNobodyMade_IsQuarantined()
    {
        var state = PaymentReports.Apply(new PaymentState(), Id, Attempt, Said(GatewayStatus.Succeeded), Now);

        Assert.False(state.Exists);
        Assert.Equal("unknown_payment", Assert.Single(state.Quarantine).Reason);
    }

    [Fact]
    public void Apply_SuccessAfterCancel_RefundsOnce()
    {
        var canceled = PaymentRules.Canceled(Confirmed(), Id, "expired", Now);

        var late = PaymentReports.Apply(canceled, Id, Attempt, Said(GatewayStatus.Succeeded), Now);
        var again = PaymentReports.Apply(late, Id, Attempt, Said(GatewayStatus.Succeeded), Now);

        Assert.Equal(PaymentStatus.Canceled, late.Status);
        var refund = Assert.Single(late.Refunds);
        Assert.Equal((RefundOrigin.LatePayment, Money.Rupiah(10_000)), (refund.Origin, refund.Amount));
        Assert.Same(late, again);
    }

    [Fact]
    public void Apply_SuccessOfAnEarlierTry_RefundsItAndLeavesTheCurrentOne()
    {
        var declined = PaymentReports.Apply(Confirmed(), Id, Attempt, Said(GatewayStatus.Declined), Now);
        var again = PaymentRules.Confirm(declined, Id, new ConfirmPayment(new PaymentSource("sandbox", null, null, null)), Now).Value!;

        var state = PaymentReports.Apply(again, Id, Attempt, Said(GatewayStatus.Succeeded), Now);

        Assert.Equal((PaymentStatus.Processing, PaymentStep.Confirm), (state.Status, state.Step));
        Assert.Equal(Attempt, Assert.Single(state.Refunds).AttemptId);
        Assert.NotEqual(Attempt, state.Current!.Id);
    }

    [Fact]
    public void Apply_FifthDecline_CancelsThePayment()
    {
        var state = Confirmed();
        for (var i = 1; i < PaymentLimits.MaxAttempts; i++)
        {
            state = PaymentReports.Apply(state, Id, state.Current!.Id, Said(GatewayStatus.Declined), Now);
            Assert.Equal(PaymentStatus.RequiresPaymentMethod, state.Status);
            state = PaymentRules.Confirm(state, Id, new ConfirmPayment(new PaymentSource("sandbox", null, null, null)), Now).Value!;
        }

        state = PaymentReports.Apply(state, Id, state.Current!.Id, Said(GatewayStatus.Declined), Now);

        Assert.Equal(PaymentStatus.Canceled, state.Status);
        Assert.Equal(PaymentLimits.MaxAttempts, state.Attempts.Select(static attempt => attempt.Id).Distinct().Count());
    }

    [Fact]
    public void Dispute_WithdrawnAndReinstatedInAnyOrder_EndsTheSame()
    {
        GatewayDispute[] news =
        [
            Disputed(DisputeStatus.NeedsResponse, DisputeFunds.Unmoved), Disputed(DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn),
            Disputed(DisputeStatus.UnderReview, DisputeFunds.Unmoved), Disputed(DisputeStatus.Won, DisputeFunds.Reinstated),
        ];

        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            var state = order.Aggregate(Confirmed(), (state, i) => DisputeRules.Apply(state, Id, Attempt, news[i], Now));

            var dispute = Assert.Single(state.Disputes);
            Assert.Equal((DisputeStatus.Won, true, true), (dispute.Status, dispute.IsWithdrawn, dispute.IsReinstated));
        }
    }

    [Theory]
    [InlineData(DisputeStatus.NeedsResponse, "Withdrawn", 1)]
    [InlineData(DisputeStatus.Lost, "Withdrawn", 1)]
    [InlineData(DisputeStatus.Won, "Reinstated", 2)]
    [InlineData(DisputeStatus.WarningClosed, "Unmoved", 2)]
    public void Disputes_TogetherForMoreThanThePayment_AreForOfficers(DisputeStatus first, string funds, int taken)
    {
        var state = DisputeRules.Apply(
            Confirmed(), Id, Attempt, new GatewayDispute("dp_1", first, Enum.Parse<DisputeFunds>(funds), Money.Rupiah(6_000), "fraudulent"), Now);

        state = DisputeRules.Apply(
            state, Id, Attempt, new GatewayDispute("dp_2", DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, Money.Rupiah(5_000), "fraudulent"), Now);

        Assert.Equal((taken, 2 - taken), (state.Disputes.Length, state.Quarantine.Length));
        Assert.All(state.Quarantine, static entry => Assert.Equal("dispute_exceeds", entry.Reason));
    }

    [Fact]
    public void Dispute_OfAnotherTry_IsPostedThereAndKeepsNothingOfThisOne()
    {
        var declined = PaymentReports.Apply(Confirmed(), Id, Attempt, Said(GatewayStatus.Declined), Now);
        var again = PaymentRules.Confirm(declined, Id, new ConfirmPayment(new PaymentSource("stripe", null, null, null)), Now).Value!;
        var paid = Settle(PaymentReports.Apply(again, Id, again.Current!.Id, Said(GatewayStatus.Succeeded), Now));

        var state = DisputeRules.Apply(paid, Id, Attempt, Disputed(DisputeStatus.Lost, DisputeFunds.Withdrawn), Now);

        var (withdrawn, _) = PaymentLedger.DisputeIds(state.Attempts[0], state.Disputes[0]);
        Assert.Equal(new ClearingTransfer(withdrawn, "sandbox", 10_000), Assert.Single(ClearingTransfers.Of(state), transfer => transfer.Id == withdrawn));
        Assert.True(Assert.Single(state.View(Id).Disputes).IsOfAnotherTry);
        Assert.Equal(Money.Rupiah(10_000), RefundRules.Request(state, Id, new RefundPayment(null, "", "k", "f"), canBePartial: true, Now).Value!.Refunds[^1].Amount);
        var released = ReleaseRules.Release(state, new ReleasePayment(Money.Rupiah(10_000)), Now).Value!;
        Assert.Equal((Money.Rupiah(10_000), Money.Rupiah(0)), (released.Released, released.ReleasedLost));
    }

    [Theory]
    [InlineData(0, 4_000L)]
    [InlineData(7_000, 3_000L)]
    [InlineData(10_000, null)]
    public void Refund_ThatFails_GoesToTheWalletButForWhatABankHasTaken(long taken, long? instead)
    {
        var state = Refunding(4_000);
        if (taken > 0)
            state = DisputeRules.Apply(state, Id, Attempt, new GatewayDispute("dp_1", DisputeStatus.Lost, DisputeFunds.Withdrawn, Money.Rupiah(taken), "fraudulent"), Now);

        state = RefundRules.Ended(state, Id, state.Refunds[0], RefundStatus.Failed, "not_refundable", Now);

        Assert.Equal(instead, state.Refunds.FirstOrDefault(static refund => refund.Origin == RefundOrigin.Instead)?.Amount.Units);
    }

    [Fact]
    public void Refund_ThatSucceedsAfterItFailed_IsForOfficersOnce()
    {
        var state = Refunding(4_000);
        state = RefundRules.Ended(state, Id, state.Refunds[0], RefundStatus.Failed, "not_refundable", Now);

        for (var i = 0; i < 3; i++)
            state = RefundRules.Apply(state, Id, Attempt, state.Refunds[0].Id, new GatewayRefund(RefundStatus.Succeeded, "re_1", Money.Rupiah(4_000), null), Now);

        Assert.Equal(RefundStatus.Failed, state.Refunds[0].Status);
        Assert.Equal("paid_after_failure", Assert.Single(state.Quarantine).Reason);
    }

    private static PaymentState Refunding(long units)
    {
        var paid = Settle(PaymentReports.Apply(Confirmed(), Id, Attempt, Said(GatewayStatus.Succeeded), Now));
        return RefundRules.Request(paid, Id, new RefundPayment(Money.Rupiah(units), "", "k", "f"), canBePartial: true, Now).Value!;
    }

    private static GatewayDispute Disputed(DisputeStatus status, DisputeFunds funds) => new("dp_1", status, funds, Money.Rupiah(10_000), "fraudulent");

    private static PaymentState Confirmed()
    {
        var source = new PaymentSource("sandbox", null, null, null);
        var created = PaymentRules.Create(
            new PaymentState(), new CreatePayment("siti", PaymentPurpose.Booking, "b-1", Money.Rupiah(10_000), CaptureMode.Automatic, source, "f"), Now);
        return PaymentRules.Confirm(created.Value!, Id, new ConfirmPayment(Source: null), Now).Value!;
    }

    private static GatewayPayment Said(GatewayStatus status) => new(
        status, "pay_1", Money.Rupiah(10_000), Money.Rupiah(status == GatewayStatus.Succeeded ? 10_000 : 0), Money.Rupiah(0),
        status == GatewayStatus.RequiresAction ? new NextAction(NextActionKind.Redirect, "https://bank.example/3ds") : null,
        status == GatewayStatus.Declined ? "card_declined" : null, Now);

    private static PaymentState Settle(PaymentState state) => state.Step == PaymentStep.Settle ? PaymentRules.Settled(state, Id, Now) : state;

    /// <summary>All orders, each once.</summary>
    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.Distinct().SelectMany(item => Permutations(Without(items, Array.IndexOf(items, item))).Select(rest => (int[])[item, .. rest]));

    private static int[] Without(int[] items, int index) => [.. items[..index], .. items[(index + 1)..]];
}
