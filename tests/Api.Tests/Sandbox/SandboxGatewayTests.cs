using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Sandbox;

/// <summary>Our adapter to the sandbox gateway and the gateway itself, over HTTP.</summary>
[Collection(SandboxCollection.Name)]
public sealed class SandboxGatewayTests(SandboxServer sandbox)
{
    [Theory]
    [InlineData("4242424242424242", "Succeeded", null)]
    [InlineData("4000000000000002", "Declined", "card_declined")]
    [InlineData("4000000000009995", "Declined", "insufficient_funds")]
    [InlineData("4111111111111111", "Declined", "not_a_test_card")]
    public async Task Create_ByCard_AnswersAndTellsTheSame(string card, string status, string? failure)
    {
        var order = SandboxServer.Order(card: card);

        var payment = await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        Assert.Equal((status, failure), (payment.Status.ToString(), payment.FailureCode));
        var seen = sandbox.Event(Assert.Single(await sandbox.WebhooksAsync(order.PaymentId, 1)));
        Assert.Equal((GatewayEventKind.Payment, order.PaymentId), (seen.Kind, seen.PaymentId));
        Assert.Equal((payment.Status, payment.Amount, payment.AmountCaptured, failure), (seen.Payment!.Status, seen.Payment.Amount, seen.Payment.AmountCaptured, seen.Payment.FailureCode));
        Assert.Equal(payment with { At = null }, (await sandbox.Gateway.FindAsync(order.PaymentId, reference: null, CancellationToken.None))! with { At = null });
    }

    [Fact]
    public async Task Create_TwentyTimesAtOnce_IsOnePaymentWithOneWebhook()
    {
        var order = SandboxServer.Order(card: "4242424242424242");

        var payments = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.Gateway.CreateAsync(order, CancellationToken.None)));

        Assert.Single(payments.Distinct());
        Assert.Single(await sandbox.WebhooksAsync(order.PaymentId, 1));
        var other = await sandbox.Gateway.CreateAsync(order with { Amount = Money.Rupiah(1) }, CancellationToken.None);
        Assert.Equal((GatewayStatus.Declined, "sandbox_id_taken"), (other.Status, other.FailureCode));
    }

    [Theory]
    [InlineData("qris", NextActionKind.QrString, "SANDBOX-QRIS-")]
    [InlineData("bca_va", NextActionKind.VaNumber, "bca 8808")]
    [InlineData(null, NextActionKind.Redirect, "http")]
    public async Task Create_ThePayerActs_OnThePageAndIsTold(string? channel, NextActionKind kind, string begin)
    {
        var order = SandboxServer.Order(channel: channel);

        var payment = await sandbox.Gateway.CreateAsync(order, CancellationToken.None);
        Assert.Equal((GatewayStatus.RequiresAction, kind), (payment.Status, payment.Next?.Kind));
        Assert.StartsWith(begin, payment.Next!.Value, StringComparison.Ordinal);
        await sandbox.PageAsync(order.PaymentId, "pay");

        Assert.Equal(GatewayStatus.Succeeded, (await sandbox.Gateway.FindAsync(order.PaymentId, "", CancellationToken.None))!.Status);
        var webhooks = await sandbox.WebhooksAsync(order.PaymentId, 2);
        Assert.Equal(["RequiresAction", "Succeeded"], webhooks.Select(webhook => sandbox.Event(webhook).Payment!.Status.ToString()).Order());
    }

    [Fact]
    public async Task Create_ThreeDSecure_IsDecidedByThePayer()
    {
        var (approved, refused) = (SandboxServer.Order(card: "4000000000003220"), SandboxServer.Order(card: "4000000000003220"));

        var payment = await sandbox.Gateway.CreateAsync(approved, CancellationToken.None);
        await sandbox.Gateway.CreateAsync(refused, CancellationToken.None);
        Assert.Equal($"{sandbox.Address}sandbox/pay/{approved.PaymentId}", payment.Next?.Value);
        Assert.Equal("confirm", (string?)(await sandbox.PageAsync(approved.PaymentId))["step"]);
        await sandbox.PageAsync(approved.PaymentId, "pay", status: 409);

        Assert.Equal("succeeded", (string?)(await sandbox.PageAsync(approved.PaymentId, "approve"))["status"]);
        Assert.Equal("authentication_failed", (string?)(await sandbox.PageAsync(refused.PaymentId, "refuse"))["failure_code"]);
    }

    [Fact]
    public async Task Capture_Part_TakesItOnceAndNoMore()
    {
        var order = SandboxServer.Order(card: "4242424242424242") with { ManualCapture = true };

        var authorized = await sandbox.Gateway.CreateAsync(order, CancellationToken.None);
        var tooMuch = await sandbox.Gateway.CaptureAsync(order.PaymentId, authorized.Reference, Money.Rupiah(150_001), CancellationToken.None);
        var captured = await sandbox.Gateway.CaptureAsync(order.PaymentId, authorized.Reference, Money.Rupiah(100_000), CancellationToken.None);
        var again = await sandbox.Gateway.CaptureAsync(order.PaymentId, authorized.Reference, Money.Rupiah(100_000), CancellationToken.None);
        var canceled = await sandbox.Gateway.CancelAsync(order.PaymentId, authorized.Reference, CancellationToken.None);

        Assert.Equal(GatewayStatus.RequiresCapture, authorized.Status);
        Assert.Equal((GatewayStatus.RequiresCapture, "sandbox_too_much"), (tooMuch.Status, tooMuch.FailureCode));
        Assert.Equal((GatewayStatus.Succeeded, Money.Rupiah(150_000), Money.Rupiah(100_000)), (captured.Status, captured.Amount, captured.AmountCaptured));
        Assert.Equal(captured, again);
        Assert.Equal((GatewayStatus.Succeeded, "sandbox_not_now"), (canceled.Status, canceled.FailureCode));
    }

    [Fact]
    public async Task Refund_FiftyAtOnce_NeverMoreThanWasCaptured()
    {
        var order = SandboxServer.Order(1_000, card: "4242424242424242");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var refunds = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => sandbox.Gateway.RefundAsync(RefundOf(order, 100), CancellationToken.None)));

        Assert.Equal(10, refunds.Count(static refund => refund.Status == RefundStatus.Succeeded));
        Assert.All(refunds.Where(static refund => refund.Status != RefundStatus.Succeeded), static refund => Assert.Equal("sandbox_too_much", refund.FailureCode));
        Assert.Equal(Money.Rupiah(1_000), (await sandbox.Gateway.FindAsync(order.PaymentId, null, CancellationToken.None))!.AmountRefunded);
    }

    [Fact]
    public async Task Refund_ThatFails_IsPendingFirstAndTold()
    {
        var order = SandboxServer.Order(card: "4000000000005126");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);
        var asked = RefundOf(order, 150_000);

        Assert.Equal(RefundStatus.Pending, (await sandbox.Gateway.RefundAsync(asked, CancellationToken.None)).Status);

        await Eventually.TrueAsync("the refund's failure", async () =>
            (await sandbox.Gateway.FindRefundAsync(asked.RefundId, order.PaymentId, null, CancellationToken.None))?.Status == RefundStatus.Failed);
        var webhooks = (await sandbox.WebhooksAsync(order.PaymentId, 3)).Select(sandbox.Event).Where(static seen => seen.Kind == GatewayEventKind.Refund).ToArray();
        Assert.All(webhooks, seen => Assert.Equal((order.PaymentId, asked.RefundId), (seen.PaymentId, seen.RefundId)));
        Assert.Contains(webhooks, static seen => seen.Refund is { Status: RefundStatus.Failed, FailureCode: "account_closed" });
    }

    [Fact]
    public async Task Find_Unknown_IsNull()
    {
        Assert.Null(await sandbox.Gateway.FindAsync(SandboxServer.NewId(), null, CancellationToken.None));
        Assert.Null(await sandbox.Gateway.FindRefundAsync(SandboxServer.NewId(), SandboxServer.NewId(), null, CancellationToken.None));
        Assert.Null(await sandbox.Payouts.FindAsync(SandboxServer.NewId(), CancellationToken.None));
    }

    [Theory]
    [InlineData("1234567890", "Succeeded", null)]
    [InlineData("1234567402", "Failed", "account_closed")]
    public async Task PayOut_ToABank_IsPendingThenToldWhatBecameOfIt(string account, string status, string? failure)
    {
        var order = PayoutTo(account);

        var sent = await sandbox.Payouts.CreateAsync(order, CancellationToken.None);
        Assert.Equal(sent, await sandbox.Payouts.CreateAsync(order, CancellationToken.None));
        var seen = sandbox.Event(Assert.Single(await sandbox.WebhooksAsync(order.PayoutId, 1)));

        Assert.Equal(PayoutStatus.Pending, sent.Status);
        Assert.Equal((GatewayEventKind.Payout, order.PayoutId, status, failure), (seen.Kind, seen.Payout!.PayoutId, seen.Payout.Status.ToString(), seen.Payout.FailureCode));
        Assert.Equal(seen.Payout, await sandbox.Payouts.FindAsync(order.PayoutId, CancellationToken.None));
        Assert.Equal(0, await sandbox.Database.ScalarAsync<long>("select count(*) from grain_state where state::text like '%' || $1 || '%'", account));
    }

    [Fact]
    public async Task PayOut_ThatTheBankSendsBack_FailsAfterItHadSucceeded()
    {
        var order = PayoutTo("1234567424");

        await sandbox.Payouts.CreateAsync(order, CancellationToken.None);

        var webhooks = (await sandbox.WebhooksAsync(order.PayoutId, 2)).Select(sandbox.Event).ToArray();
        Assert.Equal([PayoutStatus.Succeeded, PayoutStatus.Failed], webhooks.Select(static seen => seen.Payout!.Status).Order());
        Assert.Equal("returned_by_bank", (await sandbox.Payouts.FindAsync(order.PayoutId, CancellationToken.None))?.FailureCode);
    }

    [Fact]
    public async Task List_Pages_ShowsAllOnce()
    {
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var orders = Enumerable.Range(0, 120).Select(static _ => SandboxServer.Order(card: "4242424242424242")).ToArray();
        foreach (var some in orders.Chunk(20))
            await Task.WhenAll(some.Select(order => sandbox.Gateway.CreateAsync(order, CancellationToken.None)));
        var declined = SandboxServer.Order(card: "4000000000000002");
        await sandbox.Gateway.CreateAsync(declined, CancellationToken.None);
        var payout = PayoutTo("1234567890");
        await sandbox.Payouts.CreateAsync(payout, CancellationToken.None);
        var until = TimeProvider.System.GetUtcNow().AddMinutes(1);

        var listed = new List<GatewayRecord>();
        string? next = null;
        do
        {
            var page = (await sandbox.Gateway.ListAsync(from, until, next, CancellationToken.None))!;
            listed.AddRange(page.Records);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(listed.Count, listed.Select(static record => record.Id).Distinct().Count());
        Assert.All(orders, order => Assert.Contains(new GatewayRecord(order.PaymentId, $"{order.PaymentId}", order.Amount, IsOver: false), listed));
        Assert.Contains(new GatewayRecord(declined.PaymentId, $"{declined.PaymentId}", Money.Rupiah(0), IsOver: true), listed);
        Assert.Contains((await sandbox.Payouts.ListAsync(from, until, after: null, CancellationToken.None))!.Records, record => record.Id == payout.PayoutId);
        Assert.Empty((await sandbox.Gateway.ListAsync(from.AddDays(-2), from.AddDays(-1), after: null, CancellationToken.None))!.Records);
    }

    [Fact]
    public async Task FindDispute_WonOrLost_SaysWhereTheMoneyIs()
    {
        var order = SandboxServer.Order(card: "4000000000001976");
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        await Eventually.TrueAsync("the dispute to be won", async () => await FindAsync($"dispute-{order.PaymentId}") is { Status: DisputeStatus.Won, Funds: DisputeFunds.Reinstated });

        Assert.Null(await FindAsync("dispute-other"));

        Task<GatewayDispute?> FindAsync(string reference) => sandbox.Gateway.FindDisputeAsync(reference, order.PaymentId, null, CancellationToken.None);
    }

    [Fact]
    public async Task ListDisputes_OfATime_HasAllAsTheyAreNow()
    {
        var from = TimeProvider.System.GetUtcNow();
        var (won, lost, paid) = (SandboxServer.Order(card: "4000000000001976"), SandboxServer.Order(card: "4000000000000259"), SandboxServer.Order());
        foreach (var order in new[] { won, lost, paid })
            await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        await Eventually.TrueAsync("both disputes to be decided", async () =>
            (await ListAsync(from)).Count(dispute => dispute.PaymentReference == $"{won.PaymentId}" || dispute.PaymentReference == $"{lost.PaymentId}") == 2
            && (await ListAsync(from)).All(static dispute => dispute.Dispute.Status != DisputeStatus.NeedsResponse));

        var listed = await ListAsync(from);
        Assert.Contains(
            new ListedDispute($"{won.PaymentId}", new GatewayDispute($"dispute-{won.PaymentId}", DisputeStatus.Won, DisputeFunds.Reinstated, won.Amount, "fraudulent")), listed);
        Assert.Contains(
            new ListedDispute($"{lost.PaymentId}", new GatewayDispute($"dispute-{lost.PaymentId}", DisputeStatus.Lost, DisputeFunds.Withdrawn, lost.Amount, "fraudulent")), listed);
        Assert.DoesNotContain(listed, dispute => dispute.PaymentReference == $"{paid.PaymentId}");
        Assert.Empty(await ListAsync(from.AddDays(-2), from.AddDays(-1)));
        var after = await sandbox.Gateway.ListDisputesAsync(from, from.AddMinutes(5), listed[0].Dispute.Reference, CancellationToken.None);
        Assert.DoesNotContain(listed[0], after!.Records);
        Assert.Contains(listed[^1], after.Records);

        async Task<IReadOnlyList<ListedDispute>> ListAsync(DateTimeOffset since, DateTimeOffset? until = null) =>
            (await sandbox.Gateway.ListDisputesAsync(since, until ?? since.AddMinutes(5), after: null, CancellationToken.None))!.Records;
    }

    [Fact]
    public async Task PayOut_NotAnswered_WasDoneAllTheSame()
    {
        var order = PayoutTo("1234567408");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => sandbox.Payouts.CreateAsync(order, CancellationToken.None));

        Assert.NotNull(await sandbox.Payouts.FindAsync(order.PayoutId, CancellationToken.None));
    }

    [Fact]
    public async Task PayOut_OtherContentsOrNoAccount_Fails()
    {
        var order = PayoutTo("1234567890");
        await sandbox.Payouts.CreateAsync(order, CancellationToken.None);

        Assert.Equal("sandbox_id_taken", (await sandbox.Payouts.CreateAsync(order with { Amount = Money.Rupiah(1) }, CancellationToken.None)).FailureCode);
        Assert.Equal("validation_failed", (await sandbox.Payouts.CreateAsync(PayoutTo("12x"), CancellationToken.None)).FailureCode);
    }

    private static GatewayRefundOrder RefundOf(GatewayOrder order, long amount) =>
        new(SandboxServer.NewId(), order.PaymentId, $"{order.PaymentId}", Money.Rupiah(amount), "requested_by_customer");

    private static PayoutOrder PayoutTo(string account) => new(SandboxServer.NewId(), Money.Rupiah(50_000), "bca", account, "Siti Rahayu", "Penarikan");
}
