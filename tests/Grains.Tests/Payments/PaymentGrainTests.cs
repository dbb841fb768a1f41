using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Payments over two silos, the real ledger and a gateway that does what tests say.</summary>
public sealed class PaymentGrainTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(payments.Database);

    [Fact]
    public async Task TopUp_Approved_IsInTheWalletOnce()
    {
        var payer = await Cluster.NewWalletAsync();

        var id = await payments.PayAsync(payer, 150_000, PaymentPurpose.TopUp);

        var payment = await payments.GetAsync(id);
        Assert.Equal((PaymentStatus.Succeeded, Money.Rupiah(150_000)), (payment.Status, payment.AmountCaptured));
        Assert.Equal(150_000, await Cluster.BalanceAsync(payer));
        Assert.Equal(1, payments.Gateway.Creations(id));
    }

    [Fact]
    public async Task Booking_ByGateway_IsInEscrow()
    {
        var before = await payments.BalanceAsync("system:booking_escrow");

        await payments.PayAsync(await Cluster.NewWalletAsync(), 80_000);

        Assert.Equal(before + 80_000, await payments.BalanceAsync("system:booking_escrow"));
    }

    [Fact]
    public async Task Booking_ByWallet_MovesFromTheWalletToEscrow()
    {
        var payer = await Cluster.NewWalletAsync(100_000);

        var id = await payments.PayAsync(payer, 80_000, method: PaymentMethod.Wallet);

        Assert.Equal(PaymentStatus.Succeeded, (await payments.GetAsync(id)).Status);
        Assert.Equal(20_000, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Booking_ByWalletWithTooLittle_IsDeclinedAndCanBePaidOtherwise()
    {
        var payer = await Cluster.NewWalletAsync(79_999);
        var id = await payments.PayAsync(payer, 80_000, method: PaymentMethod.Wallet);
        var declined = await payments.GetAsync(id);
        Assert.Equal((PaymentStatus.RequiresPaymentMethod, "insufficient_funds"), (declined.Status, declined.FailureCode));

        var paid = await payments.Payment(id).ConfirmAsync(new ConfirmPayment(new PaymentSource("sandbox", null, null, null)));

        Assert.Equal(PaymentStatus.Succeeded, paid.Value?.Payment.Status);
        Assert.Equal(79_999, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Create_Again_IsAReplayOrRefused()
    {
        var command = new CreatePayment("siti", PaymentPurpose.Booking, "b-1", Money.Rupiah(10), CaptureMode.Automatic, null, "a");
        var payment = payments.Payment(PaymentCluster.NewId());

        var first = await payment.CreateAsync(command);
        var again = await payment.CreateAsync(command);
        var other = await payment.CreateAsync(command with { Amount = Money.Rupiah(11), Fingerprint = "b" });

        Assert.Equal((false, true), (first.Value?.Replayed, again.Value?.Replayed));
        Assert.Equal("idempotency_key_reused", other.Error?.Code);
        Assert.Equal(10, (await payment.GetAsync()).Value?.Amount.Units);
    }

    [Theory]
    [InlineData(0, "sandbox", PaymentPurpose.Booking, "validation_failed")]
    [InlineData(1_000_000_001, "sandbox", PaymentPurpose.Booking, "validation_failed")]
    [InlineData(1_000, "nobody", PaymentPurpose.Booking, "method_unavailable")]
    [InlineData(1_000, "wallet", PaymentPurpose.TopUp, "method_unavailable")]
    public async Task Create_WhatCannotBe_IsRefusedAndLeavesNothing(long amount, string method, PaymentPurpose purpose, string code)
    {
        var payment = payments.Payment(PaymentCluster.NewId());

        var created = await payment.CreateAsync(new CreatePayment(
            "siti", purpose, purpose == PaymentPurpose.Booking ? "b" : "", Money.Rupiah(amount), CaptureMode.Automatic,
            new PaymentSource(method, null, null, null), "a"));

        Assert.Equal(code, created.Error?.Code);
        Assert.Equal("payment_not_found", (await payment.GetAsync()).Error?.Code);
    }

    [Fact]
    public async Task Confirm_TimesOutAfterSuccess_IsFoundOutByAskingAndNotChargedAgain()
    {
        var payer = await Cluster.NewWalletAsync();

        var id = await payments.PayAsync(payer, 50_000, PaymentPurpose.TopUp, token: ScriptedGateway.TimesOutAfterSuccess);

        await payments.UntilAsync(id, PaymentStatus.Succeeded);
        Assert.Equal((1, 1), (payments.Gateway.Creations(id), payments.Gateway.Charges(id)));
        Assert.Equal(50_000, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Confirm_TimesOutBeforeAnything_IsSentAgainUnderTheSameId()
    {
        var payer = await Cluster.NewWalletAsync();

        var id = await payments.PayAsync(payer, 50_000, PaymentPurpose.TopUp, token: ScriptedGateway.TimesOutBeforeAnything);

        await payments.UntilAsync(id, PaymentStatus.Succeeded);
        Assert.Equal((2, 1), (payments.Gateway.Creations(id), payments.Gateway.Charges(id)));
        Assert.Equal(50_000, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Confirm_UnreachableGateway_IsRefusedAndCanBeRepeated()
    {
        var id = await payments.CreateAsync("siti", 1_000, token: ScriptedGateway.Unreachable);

        var refused = await payments.Payment(id).ConfirmAsync(new ConfirmPayment(null));

        Assert.Equal(PaymentErrors.GatewayUnavailable, refused.Error);
        Assert.Equal(PaymentStatus.RequiresConfirmation, (await payments.GetAsync(id)).Status);
        var again = await payments.Payment(id).ConfirmAsync(new ConfirmPayment(new PaymentSource("sandbox", null, null, null)));
        Assert.Equal(PaymentStatus.Succeeded, again.Value?.Payment.Status);
    }

    [Fact]
    public async Task Capture_InPart_ReleasesTheRestAndHappensOnce()
    {
        var payer = await Cluster.NewWalletAsync(100_000);
        foreach (var method in (string[])["sandbox", PaymentMethod.Wallet])
        {
            var escrow = await payments.BalanceAsync("system:booking_escrow");
            var id = await payments.PayAsync(payer, 60_000, capture: CaptureMode.Manual, method: method);
            Assert.Equal((PaymentStatus.RequiresCapture, Money.Rupiah(60_000)), await StatusAndCapturableAsync(id));

            var tooMuch = await payments.Payment(id).CaptureAsync(new CapturePayment(Money.Rupiah(60_001), "k", "f"));
            var captured = await payments.Payment(id).CaptureAsync(new CapturePayment(Money.Rupiah(45_000), "k", "f"));
            var again = await payments.Payment(id).CaptureAsync(new CapturePayment(Money.Rupiah(45_000), "k", "f"));
            var other = await payments.Payment(id).CaptureAsync(new CapturePayment(Money.Rupiah(1), "k", "g"));

            Assert.Equal("amount_too_large", tooMuch.Error?.Code);
            Assert.Equal((PaymentStatus.Succeeded, Money.Rupiah(45_000), false), (captured.Value!.Payment.Status, captured.Value.Payment.AmountCaptured, captured.Value.Replayed));
            Assert.True(again.Value?.Replayed);
            Assert.Equal("idempotency_key_reused", other.Error?.Code);
            Assert.Equal(escrow + 45_000, await payments.BalanceAsync("system:booking_escrow"));
        }

        Assert.Equal(55_000, await Cluster.BalanceAsync(payer));
        Assert.Equal(55_000, (await Cluster.Wallet(payer).DebitAsync(new Debit(Money.Rupiah(55_000), OperationNamed.Anew()))).Value?.Transaction.Amount.Units);
    }

    [Fact]
    public async Task Cancel_FromEveryStatusThatAllowsIt_ReleasesTheMoney()
    {
        var payer = await Cluster.NewWalletAsync(10_000);
        Guid[] ids =
        [
            await payments.CreateAsync(payer, 10_000),
            await payments.PayAsync(payer, 10_000, token: ScriptedGateway.Declined),
            await payments.PayAsync(payer, 10_000, token: ScriptedGateway.Asks),
            await payments.PayAsync(payer, 10_000, capture: CaptureMode.Manual),
            await payments.PayAsync(payer, 10_000, capture: CaptureMode.Manual, method: PaymentMethod.Wallet),
        ];

        foreach (var id in ids)
        {
            Assert.Equal(PaymentStatus.Canceled, (await payments.Payment(id).CancelAsync()).Value?.Payment.Status);
            Assert.Equal((PaymentStatus.Canceled, true), (await payments.Payment(id).CancelAsync()).Value is { } again ? (again.Payment.Status, again.Replayed) : default);
            Assert.Equal("payment_status", (await payments.Payment(id).ConfirmAsync(new ConfirmPayment(new PaymentSource("sandbox", null, null, null)))).Error?.Code);
        }

        Assert.True((await Cluster.Wallet(payer).DebitAsync(new Debit(Money.Rupiah(10_000), OperationNamed.Anew()))).IsSuccess);
        Assert.Equal(GatewayStatus.Canceled, payments.Gateway.Truth(ids[2]).Status);
        Assert.Equal(GatewayStatus.Canceled, payments.Gateway.Truth(ids[3]).Status);
    }

    [Fact]
    public async Task Confirm_RepeatedWithItsKey_AnswersTheSameAndPaysOnce()
    {
        var payer = await Cluster.NewWalletAsync(10_000);
        var id = await payments.CreateAsync(payer, 4_000, method: PaymentMethod.Wallet);
        var confirm = new ConfirmPayment(Source: null) { Key = "k", Fingerprint = "f" };

        var first = await payments.Payment(id).ConfirmAsync(confirm);
        var again = await payments.Payment(id).ConfirmAsync(confirm);

        Assert.Equal((PaymentStatus.Succeeded, false), (first.Value!.Payment.Status, first.Value.Replayed));
        Assert.Equal((PaymentStatus.Succeeded, true), (again.Value!.Payment.Status, again.Value.Replayed));
        Assert.Equal(6_000, await Cluster.BalanceAsync(payer));
        Assert.Equal(PaymentErrors.KeyReused, (await payments.Payment(id).ConfirmAsync(confirm with { Fingerprint = "g" })).Error);
        Assert.Equal("payment_status", (await payments.Payment(id).ConfirmAsync(confirm with { Key = "l" })).Error?.Code);
    }

    [Fact]
    public async Task Confirm_AfterADecline_WithANewKey_IsANewTry()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.CreateAsync(payer, 4_000);
        var declined = new ConfirmPayment(new PaymentSource("sandbox", ScriptedGateway.Declined, null, null)) { Key = "k1", Fingerprint = "f1" };
        Assert.Equal(PaymentStatus.RequiresPaymentMethod, (await payments.Payment(id).ConfirmAsync(declined)).Value?.Payment.Status);

        var repeated = await payments.Payment(id).ConfirmAsync(declined);
        var paid = await payments.Payment(id).ConfirmAsync(new ConfirmPayment(new PaymentSource("sandbox", null, null, null)) { Key = "k2", Fingerprint = "f2" });

        Assert.Equal((PaymentStatus.RequiresPaymentMethod, true), (repeated.Value!.Payment.Status, repeated.Value.Replayed));
        Assert.Equal(PaymentStatus.Succeeded, paid.Value?.Payment.Status);
    }

    [Fact]
    public async Task Cancel_WhenThePayerWasFaster_IsRefusedAndThePaymentSucceeds()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp, token: ScriptedGateway.Asks);
        payments.Gateway.Pay(id);

        var canceled = await payments.Payment(id).CancelAsync();

        Assert.Equal("payment_status", canceled.Error?.Code);
        Assert.Equal(PaymentStatus.Succeeded, (await payments.GetAsync(id)).Status);
        Assert.Equal(10_000, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task ConfirmAndCancel_AtOnceManyTimes_EndInOneOrTheOther()
    {
        var payer = await Cluster.NewWalletAsync(1_000);
        var paid = 0;
        for (var i = 0; i < 20; i++)
        {
            var id = await payments.CreateAsync(payer, 10, method: PaymentMethod.Wallet);
            var (confirm, cancel) = (payments.Payment(id).ConfirmAsync(new ConfirmPayment(null)), payments.Payment(id).CancelAsync());
            await Task.WhenAll(confirm, cancel);

            var status = (await payments.GetAsync(id)).Status;
            Assert.Equal(status == PaymentStatus.Succeeded, (await confirm).IsSuccess);
            Assert.Equal(status == PaymentStatus.Canceled, (await cancel).IsSuccess);
            paid += status == PaymentStatus.Succeeded ? 10 : 0;
        }

        Assert.Equal(1_000 - paid, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task TopUp_IntoAWalletThatIsClosedMeanwhile_GoesBack()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 30_000, PaymentPurpose.TopUp, token: ScriptedGateway.Asks);
        Assert.True((await Cluster.Wallet(payer).CloseAsync()).IsSuccess);

        await ReportPaidAsync(id);

        await AssertUndeliverableAsync(id, 30_000, "wallet_closed");
        var another = await payments.CreateAsync(payer, 30_000, PaymentPurpose.TopUp);
        Assert.Equal(WalletErrors.NotFound, (await payments.Payment(another).ConfirmAsync(new ConfirmPayment(null))).Error);
    }

    [Fact]
    public async Task TopUp_OverTheWalletsLimits_IsRefusedAndWhatWasPaidGoesBack()
    {
        var payer = await Cluster.NewWalletAsync();
        Assert.True((await Cluster.Wallet(payer).SetTierAsync(WalletTier.Unverified)).IsSuccess);
        var cap = (await Cluster.Wallet(payer).GetLimitsAsync()).Value!.BalanceCap!.Value.Units;
        var tooMuch = await payments.CreateAsync(payer, cap + 1, PaymentPurpose.TopUp);
        var (first, second) = (
            await payments.PayAsync(payer, cap - 10, PaymentPurpose.TopUp, token: ScriptedGateway.Asks),
            await payments.PayAsync(payer, 11, PaymentPurpose.TopUp, token: ScriptedGateway.Asks));

        var refused = await payments.Payment(tooMuch).ConfirmAsync(new ConfirmPayment(null));
        await ReportPaidAsync(first);
        await payments.UntilAsync(first, PaymentStatus.Succeeded);
        await ReportPaidAsync(second);

        Assert.Equal(WalletErrors.BalanceLimitExceeded, refused.Error);
        Assert.Equal(0, payments.Gateway.Creations(tooMuch));
        await AssertUndeliverableAsync(second, 11, "balance_limit_exceeded");
        Assert.Equal(cap - 10, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task List_Pages_ShowEachOfThePayersPaymentsOnce()
    {
        var payer = await Cluster.NewWalletAsync(100);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await payments.PayAsync(payer, 10, method: PaymentMethod.Wallet)).ToString());

        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = (await payments.Queries.ListAsync(new PaymentQuery(payer), new PageRequest(2, cursor))).Value!;
            seen.AddRange(page.Items.Select(static payment => payment.Id));
            Assert.All(page.Items, static payment => Assert.Equal(PaymentStatus.Succeeded, payment.Status));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        ids.Reverse();
        Assert.Equal(ids, seen);
    }

    [Fact]
    public async Task Clearing_AfterAll_IsWhatTheGatewayHas()
    {
        await payments.PayAsync(await Cluster.NewWalletAsync(), 5_000, PaymentPurpose.TopUp);

        // Wallets of these tests were filled by instant top-ups, which are this gateway's money too.
        var instant = await payments.Database.ScalarAsync<long>(
            "select coalesce(sum(amount), 0)::bigint from ledger_transfer where reference like 'sandbox-%'");
        await Eventually.EqualAsync(
            "the clearing account", -payments.Gateway.Net - instant, () => payments.BalanceAsync("system:gateway_clearing:sandbox"));
    }

    private Task<Result> ReportPaidAsync(Guid id) =>
        payments.SendAsync($"{id}-paid", new GatewayEvent(GatewayEventKind.Payment, id, Payment: payments.Gateway.Pay(id)));

    private async Task AssertUndeliverableAsync(Guid id, long amount, string reason)
    {
        await payments.UntilAsync(id, PaymentStatus.Canceled);
        await Eventually.EqualAsync("the refund", RefundStatus.Succeeded, async () => (await payments.GetAsync(id)).Refunds[0].Status);
        var payment = await payments.GetAsync(id);
        Assert.Equal(reason, payment.FailureCode);
        var refund = Assert.Single(payment.Refunds);
        Assert.Equal((RefundOrigin.Undeliverable, Money.Rupiah(amount)), (refund.Origin, refund.Amount));
        Assert.Equal(RefundStatus.Succeeded, payments.Gateway.RefundTruth(Guid.Parse(refund.Id)).Status);
        Assert.Equal(0, await payments.BalanceAsync("system:payment_suspense"));
    }

    private async Task<(PaymentStatus Status, Money Capturable)> StatusAndCapturableAsync(Guid id)
    {
        var payment = await payments.GetAsync(id);
        return (payment.Status, payment.AmountCapturable);
    }
}
