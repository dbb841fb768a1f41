using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>What becomes of payments that nobody pays, and of those who pay too late. The clock is moved for all, so they are by themselves.</summary>
public sealed class PaymentExpiryTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    [Fact]
    public async Task PaidUnheard_IsAskedForLongBeforeItExpires()
    {
        var payer = await payments.Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 1_000, PaymentPurpose.TopUp, token: ScriptedGateway.Asks);
        payments.Gateway.Pay(id);

        payments.Time.Advance(TimeSpan.FromMinutes(2));

        await payments.UntilAsync(id, PaymentStatus.Succeeded);
        Assert.Equal(1_000, await payments.Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Expired_WhileItsGatewayDoesNotAnswer_IsAskedLessAndLess()
    {
        var id = await payments.PayAsync("siti", 1_000, token: ScriptedGateway.Asks);
        payments.Gateway.Unanswered[id] = true;

        payments.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));

        await Eventually.TrueAsync("the first question", () => payments.Gateway.Questions(id) > 0);
        // Meanwhile others pay; whoever asked without a pause would have asked about as often.
        for (var i = 0; i < 60; i++)
            await payments.PayAsync("budi", 10);
        Assert.InRange(payments.Gateway.Questions(id), 1, 8);

        payments.Gateway.Unanswered.TryRemove(id, out _);
        payments.Time.Advance(TimeSpan.FromMinutes(10));
        await payments.UntilAsync(id, PaymentStatus.Canceled);
    }

    [Fact]
    public async Task Expiry_EndsWhatSomethingElseWasPaidFor_WhenItIsPaidAndWhenOfficersHaveDecided()
    {
        var payer = await payments.Cluster.NewWalletAsync();
        var decided = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp, token: ScriptedGateway.TakesAnotherAmount);
        await ResolveAsync(decided);
        // Paid on the gateway's page, and not heard of.
        var unheard = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp, token: ScriptedGateway.Asks);
        payments.Gateway.Change(unheard, static one => one with { Status = GatewayStatus.Succeeded, Amount = Money.Rupiah(9_000), AmountCaptured = Money.Rupiah(9_000) });

        payments.Time.Advance(TimeSpan.FromHours(25));

        await payments.UntilAsync(decided, PaymentStatus.Canceled);
        await payments.UntilAsync(unheard, PaymentStatus.Canceled);
        await ResolveAsync(unheard);
        foreach (var (id, units) in new[] { (decided, 10_001L), (unheard, 9_000L) })
        {
            var refund = Assert.Single((await payments.GetAsync(id)).Refunds);
            Assert.Equal((RefundStatus.Succeeded, units), (refund.Status, payments.Gateway.RefundTruth(Guid.Parse(refund.Id)).Amount.Units));
        }

        Assert.Equal((0, 0), (await payments.Cluster.BalanceAsync(payer), await payments.BalanceAsync("system:payment_suspense")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refund_TakenAndNotShownForAnHour_IsForOfficers(bool isDone)
    {
        var payer = await payments.Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 1_000);
        payments.Gateway.RefundScript[id] = ScriptedGateway.TakesAndNeverShows;
        await payments.Payment(id).RefundAsync(new RefundPayment(null, "", "k", "f"));

        payments.Time.Advance(TimeSpan.FromMinutes(61));

        var entry = default(QuarantineEntry);
        await Eventually.TrueAsync("the entry", async () => (entry = (await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items
            .FirstOrDefault(entry => entry.PaymentId == id.ToString())) is not null);
        Assert.Equal(("outcome_unknown", 1_000, 0), (entry!.Reason, entry.ExpectedUnits, entry.ReportedUnits));
        Assert.Equal(RefundStatus.Pending, Assert.Single((await payments.GetAsync(id)).Refunds).Status);
        var resolution = isDone ? QuarantineResolution.Ignore : QuarantineResolution.Refund;
        await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, resolution, "petugas", isDone ? "terlihat di dasbor" : "tidak ada di dasbor"));
        var refunds = (await payments.GetAsync(id)).Refunds;
        Assert.Equal(isDone ? [RefundStatus.Succeeded] : [RefundStatus.Failed, RefundStatus.Succeeded], refunds.Select(static refund => refund.Status));
        Assert.Equal(isDone ? 0 : 1_000, await payments.Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Expiry_EndsWhatWaits_AndLateMoneyGoesBack()
    {
        var payer = await payments.Cluster.NewWalletAsync(1_000);
        var created = await payments.CreateAsync(payer, 1_000);
        var asked = await payments.PayAsync(payer, 1_000, token: ScriptedGateway.Asks);
        var authorized = await payments.PayAsync(payer, 1_000, capture: CaptureMode.Manual, method: PaymentMethod.Wallet);
        var paidUnheard = await payments.PayAsync(payer, 1_000, token: ScriptedGateway.Asks);
        payments.Gateway.Pay(paidUnheard);

        payments.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));

        await payments.UntilAsync(created, PaymentStatus.Canceled);
        await payments.UntilAsync(asked, PaymentStatus.Canceled);
        await payments.UntilAsync(paidUnheard, PaymentStatus.Succeeded);
        Assert.Equal("expired", (await payments.GetAsync(asked)).FailureCode);
        Assert.Equal(GatewayStatus.Canceled, payments.Gateway.Truth(asked).Status);
        Assert.Equal(PaymentStatus.RequiresCapture, (await payments.GetAsync(authorized)).Status);

        payments.Gateway.Pay(asked);
        await payments.SendAsync($"{asked}-late", new GatewayEvent(GatewayEventKind.Payment, asked, Payment: payments.Gateway.Truth(asked)));

        await Eventually.EqualAsync("the late money to go back", RefundStatus.Succeeded, async () =>
            (await payments.GetAsync(asked)).Refunds is [{ Origin: RefundOrigin.LatePayment } refund] ? refund.Status : RefundStatus.Pending);
        Assert.Equal(PaymentStatus.Canceled, (await payments.GetAsync(asked)).Status);
        Assert.Equal(0, await payments.BalanceAsync("system:payment_suspense"));

        payments.Time.Advance(TimeSpan.FromDays(7));

        await payments.UntilAsync(authorized, PaymentStatus.Canceled);
        await LedgerInvariants.AssertAsync(payments.Database);
    }

    /// <summary>An officer gives back what came.</summary>
    private async Task ResolveAsync(Guid id)
    {
        var entry = Assert.Single((await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items, entry => entry.PaymentId == id.ToString());
        var resolved = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Refund, "petugas"));
        Assert.Equal(QuarantineStatus.Refunded, resolved.Value?.Status);
    }
}
