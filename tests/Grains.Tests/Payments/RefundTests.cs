using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Money that goes back.</summary>
public sealed class RefundTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(payments.Database);

    [Theory]
    [InlineData("sandbox")]
    [InlineData(PaymentMethod.Wallet)]
    public async Task Refund_FiftyAtOnceOfTenFromThreeHundred_ThirtySucceed(string method)
    {
        var payer = await Cluster.NewWalletAsync(300);
        var escrow = await payments.BalanceAsync("system:booking_escrow");
        var id = await payments.PayAsync(payer, 300, method: method);

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(10), "batal", $"k{i}", "f"))));

        Assert.Equal(30, results.Count(static result => result.IsSuccess));
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal("amount_too_large", result.Error?.Code));
        var payment = await payments.GetAsync(id);
        Assert.Equal((300, 30), (payment.AmountRefunded.Units, payment.Refunds.Length));
        Assert.All(payment.Refunds, static refund => Assert.Equal(RefundStatus.Succeeded, refund.Status));
        Assert.Equal(escrow, await payments.BalanceAsync("system:booking_escrow"));
        if (method == PaymentMethod.Wallet)
            Assert.Equal(300, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Refund_TheSameKeyTwentyTimesAtOnce_IsOneRefund()
    {
        var payer = await Cluster.NewWalletAsync(100);
        var id = await payments.PayAsync(payer, 100, method: PaymentMethod.Wallet);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(10), "", "k", "f"))));
        var other = await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(11), "", "k", "g"));

        Assert.Single(results, static result => result.Value?.Replayed == false);
        Assert.Single(results.Select(static result => result.Value?.Refund).Distinct());
        Assert.Equal("idempotency_key_reused", other.Error?.Code);
        Assert.Equal(10, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Refund_OfATopUp_TakesItFromTheWallet()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 1_000, PaymentPurpose.TopUp);
        await Cluster.Wallet(payer).DebitAsync(new Debit(Money.Rupiah(700), OperationNamed.Anew()));

        var tooMuch = await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(301), "", "k1", "f"));
        var fits = await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(300), "", "k2", "f"));

        Assert.Equal((RefundStatus.Failed, "insufficient_funds"), (tooMuch.Value!.Refund.Status, tooMuch.Value.Refund.FailureCode));
        Assert.Equal(RefundStatus.Succeeded, fits.Value?.Refund.Status);
        Assert.Equal(0, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Refund_TimesOutAfterSuccess_IsFoundOutAndDoneOnce()
    {
        var (before, id) = (await payments.BalanceAsync("system:booking_escrow"), await payments.PayAsync("siti", 500));
        payments.Gateway.RefundScript[id] = ScriptedGateway.TimesOutAfterSuccess;

        var refund = (await payments.Payment(id).RefundAsync(new RefundPayment(null, "", "k", "f"))).Value!.Refund;

        Assert.Equal(RefundStatus.Succeeded, refund.Status);
        Assert.Equal(before, await payments.BalanceAsync("system:booking_escrow"));
    }

    [Fact]
    public async Task Refund_ThatTheGatewayCannotDo_ComesBack()
    {
        var (before, id) = (await payments.BalanceAsync("system:booking_escrow"), await payments.PayAsync("siti", 500));
        payments.Gateway.RefundScript[id] = "failed";

        var refund = (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(200), "", "k", "f"))).Value!.Refund;

        Assert.Equal((RefundStatus.Failed, "not_refundable"), (refund.Status, refund.FailureCode));
        Assert.Equal(before + 500, await payments.BalanceAsync("system:booking_escrow"));
        payments.Gateway.RefundScript[id] = "";
        Assert.Equal(RefundStatus.Succeeded, (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(500), "", "k2", "f"))).Value?.Refund.Status);
    }

    [Fact]
    public async Task Refund_RefusedBecauseTheMoneyWentBackThereBefore_IsForOfficersAndNotForTheWallet()
    {
        var payer = await Cluster.NewWalletAsync(1_000);
        var id = await payments.PayAsync(payer, 500);
        payments.Gateway.Change(id, static payment => payment with { AmountRefunded = Money.Rupiah(500) });
        payments.Gateway.RefundScript[id] = "failed";

        await payments.Payment(id).RefundAsync(new RefundPayment(null, "batal", "k", "f"));

        Assert.Equal(500, (await UndeliverableAsync(id)).ReportedUnits);
        Assert.Equal(RefundOrigin.Requested, Assert.Single((await payments.GetAsync(id)).Refunds).Origin);
        Assert.Equal(1_000, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Refund_DoneAndNotShownAndThenRefused_IsNotPaidTwice()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 500);
        payments.Gateway.RefundScript[id] = ScriptedGateway.HidesWhatItHas;
        var refund = (await payments.Payment(id).RefundAsync(new RefundPayment(null, "", "k", "f"))).Value!.Refund;
        await Eventually.TrueAsync("the order to be sent again by itself", () => payments.Gateway.RefundOrders(Guid.Parse(refund.Id)) > 2);

        Assert.Equal(RefundStatus.Pending, Assert.Single((await payments.GetAsync(id)).Refunds).Status);
        payments.Gateway.RefundScript[id] = "";

        await Eventually.EqualAsync("the refund", RefundStatus.Succeeded, async () => Assert.Single((await payments.GetAsync(id)).Refunds).Status);
        Assert.Equal(0, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Refund_Unreachable_GoesOnByItself()
    {
        var id = await payments.PayAsync("siti", 500);
        payments.Gateway.RefundScript[id] = ScriptedGateway.Unreachable;
        var refund = (await payments.Payment(id).RefundAsync(new RefundPayment(null, "", "k", "f"))).Value!.Refund;
        Assert.Equal(RefundStatus.Pending, refund.Status);

        payments.Gateway.RefundScript[id] = "";

        await Eventually.EqualAsync("the refund", RefundStatus.Succeeded, async () => (await payments.GetAsync(id)).Refunds[0].Status, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Refund_FailsAtTheBankAfterSuccess_ComesBackByWebhook()
    {
        var (before, id) = (await payments.BalanceAsync("system:booking_escrow"), await payments.PayAsync("siti", 500));
        payments.Gateway.RefundScript[id] = "pending";
        var refundId = Guid.Parse((await payments.Payment(id).RefundAsync(new RefundPayment(null, "", "k", "f"))).Value!.Refund.Id);

        foreach (var status in (RefundStatus[])[RefundStatus.Succeeded, RefundStatus.Failed, RefundStatus.Succeeded])
        {
            var said = payments.Gateway.EndRefund(refundId, status);
            await payments.SendAsync($"{refundId}-{status}", new GatewayEvent(GatewayEventKind.Refund, id, refundId, Refund: said));
            var expected = status == RefundStatus.Succeeded && (await payments.GetAsync(id)).Refunds[0].Status != RefundStatus.Failed ? RefundStatus.Succeeded : RefundStatus.Failed;
            await Eventually.EqualAsync($"the refund after {status}", expected, async () => (await payments.GetAsync(id)).Refunds[0].Status);
        }

        Assert.Equal(before + 500, await payments.BalanceAsync("system:booking_escrow"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refund_MadeAtTheGateway_FailsAtTheBank_ComesBack(bool isTopUp)
    {
        var payer = await Cluster.NewWalletAsync();
        var (purpose, code) = isTopUp ? (PaymentPurpose.TopUp, $"wallet:{payer}") : (PaymentPurpose.Booking, "system:booking_escrow");
        var before = await payments.BalanceAsync(code);
        var id = await payments.PayAsync(payer, 500, purpose);
        var made = payments.Gateway.RefundThere(id, 200);
        await payments.SendAsync($"{id}-made", new GatewayEvent(GatewayEventKind.Refund, id, Refund: made));
        await Eventually.EqualAsync("the refund", before + 300, () => payments.BalanceAsync(code));

        var failed = payments.Gateway.FailThere(made);
        await payments.SendAsync($"{id}-failed", new GatewayEvent(GatewayEventKind.Refund, id, Refund: failed));

        await Eventually.EqualAsync("the money", before + 500, () => payments.BalanceAsync(code));
        await Eventually.EqualAsync("the end of the refund", RefundStatus.Failed, async () => Assert.Single((await payments.GetAsync(id)).Refunds).Status);
        // A top-up's is where it was; why a booking's was given back only staff know.
        if (!isTopUp)
            Assert.Equal(200, (await UndeliverableAsync(id)).ReportedUnits);
        else
            Assert.DoesNotContain((await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items, one => one.PaymentId == id.ToString());
    }

    [Fact]
    public async Task Refund_ThatNeitherGatewayNorWalletTakes_WaitsForOfficersAndCanBeTriedAgain()
    {
        var (before, id) = (await payments.BalanceAsync("system:booking_escrow"), await payments.PayAsync("tanpa dompet", 500));
        payments.Gateway.RefundScript[id] = "failed";
        await payments.Payment(id).RefundAsync(new RefundPayment(null, "batal", "k", "f"));

        var entry = await UndeliverableAsync(id);
        Assert.Equal((500, 500, "sandbox"), (entry.ExpectedUnits, entry.ReportedUnits, entry.Gateway));
        Assert.Equal(
            [(RefundOrigin.Requested, "not_refundable"), (RefundOrigin.Instead, "wallet_closed")],
            (await payments.GetAsync(id)).Refunds.Select(static refund => (refund.Origin, refund.FailureCode!)));
        Assert.Equal(before + 500, await payments.BalanceAsync("system:booking_escrow"));
        payments.Gateway.RefundScript[id] = "";
        var resolved = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Refund, "petugas"));

        Assert.Equal(QuarantineStatus.Refunded, resolved.Value?.Status);
        Assert.Equal(500, (await payments.GetAsync(id)).AmountRefunded.Units);
        Assert.Equal(before, await payments.BalanceAsync("system:booking_escrow"));
    }

    [Fact]
    public async Task Refund_ThatNobodyTakes_IsGivenBackByHandOnceAndOutOfEscrow()
    {
        var (before, suspense) = (await payments.BalanceAsync("system:booking_escrow"), await payments.BalanceAsync("system:payment_suspense"));
        var id = await payments.PayAsync("tanpa dompet", 500);
        payments.Gateway.RefundScript[id] = "failed";
        await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(300), "batal", "k", "f"));
        var entry = await UndeliverableAsync(id);

        var silent = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Ignore, "petugas"));
        var byHand = new ResolveQuarantine(entry.Id, QuarantineResolution.Ignore, "petugas", "Transfer BCA 21 Nov");
        Assert.True((await payments.Payment(id).ResolveQuarantineAsync(byHand)).IsSuccess);
        Assert.True((await payments.Payment(id).ResolveQuarantineAsync(byHand)).IsSuccess);

        Assert.Equal("/reason", Assert.Single(silent.Error?.Fields ?? []).Pointer);
        var payment = await payments.GetAsync(id);
        Assert.Equal((300, RefundOrigin.ByHand, "Transfer BCA 21 Nov"), (payment.AmountRefunded.Units, payment.Refunds[^1].Origin, payment.Refunds[^1].Reason));
        Assert.Equal((before + 200, suspense + 300), (await payments.BalanceAsync("system:booking_escrow"), await payments.BalanceAsync("system:payment_suspense")));
        Assert.Equal("amount_too_large", (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(201), "", "k2", "f"))).Error?.Code);
    }

    [Theory]
    [InlineData("b-1")]
    [InlineData("0199a0c4-2222-7333-8444-555566667777")]
    public async Task Money_ForWhatIsNotHere_IsForOfficersWhoGiveItBack(string subject)
    {
        var before = await payments.BalanceAsync("system:booking_escrow");
        var payer = await Cluster.NewWalletAsync(700);
        var id = PaymentCluster.NewId();
        var source = new PaymentSource(PaymentMethod.Wallet, null, null, null);
        Assert.True((await payments.Payment(id).CreateAsync(new CreatePayment(
            payer, PaymentPurpose.Booking, subject, Money.Rupiah(700), CaptureMode.Automatic, source, "f"))).IsSuccess);
        Assert.True((await payments.Payment(id).ConfirmAsync(new ConfirmPayment(null))).IsSuccess);

        var entry = await EntryAsync(id, "unknown_subject");
        Assert.Equal((0, 700), (entry.ExpectedUnits, entry.ReportedUnits));
        var resolved = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Refund, "petugas"));

        Assert.Equal(QuarantineStatus.Refunded, resolved.Value?.Status);
        Assert.Equal((before, 700), (await payments.BalanceAsync("system:booking_escrow"), await Cluster.BalanceAsync(payer)));
    }

    private Task<QuarantineEntry> UndeliverableAsync(Guid id) => EntryAsync(id, "refund_undeliverable");

    private async Task<QuarantineEntry> EntryAsync(Guid id, string reason)
    {
        QuarantineEntry? found = null;
        await Eventually.TrueAsync($"{reason} of {id} to be on the officers' list", async () =>
            (found = (await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items
                .FirstOrDefault(entry => entry.PaymentId == id.ToString() && entry.Reason == reason)) is not null);
        return found ?? throw new InvalidOperationException("It was there.");
    }
}
