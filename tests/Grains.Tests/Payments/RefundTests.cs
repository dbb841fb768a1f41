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
}
