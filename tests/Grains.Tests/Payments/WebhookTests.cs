using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>What gateways send: late, twice, in any order, and sometimes not they.</summary>
public sealed class WebhookTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(payments.Database);

    [Fact]
    public async Task PendingDeclineSettlementRefund_TenTimesEachInEveryOrder_EndTheSameWithOneCredit()
    {
        foreach (var order in Orders(4))
        {
            var payer = await Cluster.NewWalletAsync();
            var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp, token: ScriptedGateway.Asks);
            var pending = payments.Gateway.Truth(id) with { Status = GatewayStatus.Processing, Next = null };
            GatewayEvent[] events =
            [
                new(GatewayEventKind.Payment, id, Payment: pending),
                new(GatewayEventKind.Payment, id, Payment: pending with { Status = GatewayStatus.Declined, FailureCode = "card_declined" }),
                new(GatewayEventKind.Payment, id, Payment: payments.Gateway.Pay(id)),
                new(GatewayEventKind.Refund, id, Refund: payments.Gateway.RefundThere(id, 4_000)),
            ];

            foreach (var i in order)
            {
                var sent = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => payments.SendAsync($"{id}-{i}", events[i])));
                Assert.All(sent, static result => Assert.True(result.IsSuccess));
            }

            await Eventually.EqualAsync(
                $"the payment after {string.Join(", ", order)}", (PaymentStatus.Succeeded, 10_000, 4_000),
                async () => await payments.GetAsync(id) is var payment ? (payment.Status, payment.AmountCaptured.Units, payment.AmountRefunded.Units) : default);
            await UntilAppliedAsync(id);
            Assert.Equal(6_000, await Cluster.BalanceAsync(payer));
            Assert.Equal(4, await InboxAsync(id));
        }
    }

    [Fact]
    public async Task PendingDeclineAuthorization_InEveryOrder_EndAuthorized()
    {
        foreach (var order in Orders(3))
        {
            var id = await payments.PayAsync("siti", 10_000, capture: CaptureMode.Manual, token: ScriptedGateway.Asks);
            var pending = payments.Gateway.Truth(id) with { Status = GatewayStatus.Processing, Next = null };
            payments.Gateway.Change(id, static payment => payment with { Status = GatewayStatus.RequiresCapture, Next = null });
            GatewayPayment[] said = [pending, pending with { Status = GatewayStatus.Declined, FailureCode = "card_declined" }, payments.Gateway.Truth(id)];

            foreach (var i in order)
            {
                await payments.SendAsync($"{id}-{i}", new GatewayEvent(GatewayEventKind.Payment, id, Payment: said[i]));
                await UntilAppliedAsync(id);
            }

            var payment = await payments.GetAsync(id);
            Assert.Equal((PaymentStatus.RequiresCapture, Money.Rupiah(10_000)), (payment.Status, payment.AmountCapturable));
            Assert.Equal(PaymentStatus.Succeeded, (await payments.Payment(id).CaptureAsync(new CapturePayment(null, "k", "f"))).Value?.Payment.Status);
        }
    }

    [Theory]
    [InlineData(nameof(GatewayStatus.Declined), nameof(GatewayStatus.Declined))]
    [InlineData(nameof(GatewayStatus.Declined), nameof(GatewayStatus.Canceled))]
    [InlineData(nameof(GatewayStatus.Canceled), nameof(GatewayStatus.Canceled))]
    public async Task EndOfAnAuthorizedPayment_CountsWhenTheGatewaySaysSo(string said, string truth)
    {
        var id = await payments.PayAsync("siti", 10_000, capture: CaptureMode.Manual);
        var there = payments.Gateway.Truth(id);
        var news = new GatewayNews("sandbox", id, new GatewayEvent(GatewayEventKind.Payment, id, Payment: there with { Status = Enum.Parse<GatewayStatus>(said) }));
        var grain = Cluster.Grain<IGatewayNewsGrain>(id.ToString());
        payments.Gateway.Change(id, static payment => payment with { Status = GatewayStatus.Processing });
        await Assert.ThrowsAnyAsync<Exception>(() => grain.ApplyAsync(news));
        Assert.Equal(PaymentStatus.RequiresCapture, (await payments.GetAsync(id)).Status);

        payments.Gateway.Change(id, payment => payment with { Status = Enum.Parse<GatewayStatus>(truth) });
        await grain.ApplyAsync(news);

        Assert.Equal(PaymentStatus.Canceled, (await payments.GetAsync(id)).Status);
    }

    [Fact]
    public async Task Settlement_BeforeTheGatewayAnswersTheOrder_IsTakenOnce()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.CreateAsync(payer, 10_000, PaymentPurpose.TopUp);
        payments.Gateway.BeforeAnswer[id] = async () =>
        {
            var sent = await payments.SendAsync($"{id}-early", new GatewayEvent(GatewayEventKind.Payment, id, Payment: payments.Gateway.Truth(id)));
            Assert.True(sent.IsSuccess);
        };

        var confirmed = await payments.Payment(id).ConfirmAsync(new ConfirmPayment(null));

        Assert.Equal(PaymentStatus.Succeeded, confirmed.Value?.Payment.Status);
        await UntilAppliedAsync(id);
        Assert.Equal((1, 10_000), (payments.Gateway.Creations(id), await Cluster.BalanceAsync(payer)));
    }

    [Fact]
    public async Task Forged_IsRejectedAndLeavesNothing()
    {
        var id = await payments.PayAsync("siti", 10_000, token: ScriptedGateway.Asks);

        var forged = await payments.SendAsync(
            $"{id}-forged", new GatewayEvent(GatewayEventKind.Payment, id, Payment: payments.Gateway.Truth(id) with { Status = GatewayStatus.Succeeded }), signature: "bad");

        Assert.Equal(PaymentErrors.WebhookRejected, forged.Error);
        Assert.Equal(0, await InboxAsync(id));
        Assert.Equal(PaymentStatus.RequiresAction, (await payments.GetAsync(id)).Status);
    }

    [Fact]
    public async Task Settlement_ThatTheGatewayDoesNotConfirm_MovesNothingUntilItDoes()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp, token: ScriptedGateway.Asks);
        var lie = payments.Gateway.Truth(id) with { Status = GatewayStatus.Succeeded, AmountCaptured = Money.Rupiah(10_000), Next = null };

        await payments.SendAsync($"{id}-lie", new GatewayEvent(GatewayEventKind.Payment, id, Payment: lie));

        await Eventually.TrueAsync("the failed attempt", async () => await payments.Database.ScalarAsync<long>(
            "select count(*) from webhook_inbox where payment_id is null and event_id = $1 and attempts > 0", $"{id}-lie") == 1);
        Assert.Equal((PaymentStatus.RequiresAction, 0), ((await payments.GetAsync(id)).Status, await Cluster.BalanceAsync(payer)));
        payments.Gateway.Pay(id);
        await payments.UntilAsync(id, PaymentStatus.Succeeded);
        Assert.Equal(10_000, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task AnotherAmount_IsQuarantinedForOfficersAndGoesBackWhenTheySaySo()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp, token: ScriptedGateway.TakesAnotherAmount);
        Assert.NotEqual(PaymentStatus.Succeeded, (await payments.GetAsync(id)).Status);

        for (var i = 0; i < 3; i++)
            await payments.SendAsync($"{id}-{i}", new GatewayEvent(GatewayEventKind.Payment, id, Payment: payments.Gateway.Truth(id)));
        await UntilAppliedAsync(id);

        var entry = Assert.Single((await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items, entry => entry.PaymentId == id.ToString());
        Assert.Equal(("amount_differs", 10_000, 10_001), (entry.Reason, entry.ExpectedUnits, entry.ReportedUnits));
        Assert.Equal(0, await Cluster.BalanceAsync(payer));
        var resolved = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Refund, "petugas"));
        Assert.Equal((QuarantineStatus.Refunded, "petugas"), (resolved.Value?.Status, resolved.Value?.ResolvedBy));
        var other = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Ignore, "lain"));
        Assert.Equal(PaymentErrors.QuarantineResolved, other.Error);
        var refund = Assert.Single((await payments.GetAsync(id)).Refunds);
        Assert.Equal((RefundStatus.Succeeded, Money.Rupiah(10_001)), (refund.Status, payments.Gateway.RefundTruth(Guid.Parse(refund.Id)).Amount));
        Assert.Equal(0, await payments.BalanceAsync("system:payment_suspense"));
    }

    [Fact]
    public async Task UnknownPayment_IsQuarantined()
    {
        var id = PaymentCluster.NewId();

        await payments.SendAsync($"{id}-unknown", new GatewayEvent(GatewayEventKind.Payment, id, Payment: new GatewayPayment(
            GatewayStatus.Succeeded, "pay_unknown", Money.Rupiah(7), Money.Rupiah(7), Money.Rupiah(0), null, null, null)));

        await Eventually.TrueAsync("the entry", async () => await payments.Database.ScalarAsync<long>(
            "select count(*) from payment_quarantine where payment_id = $1 and is_open and entry->>'reason' = 'unknown_payment' and entry->>'gateway' = 'sandbox'", id.ToString()) == 1);
        Assert.Equal("payment_not_found", (await payments.Payment(id).GetAsync()).Error?.Code);
    }

    [Fact]
    public async Task RefundAndDispute_SaidByAGatewayThatNeverHadTheMoney_MoveNothing()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp);
        payments.Gateway.RefundScript[id] = "pending";
        var refund = (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(4_000), "", "k", "f"))).Value!.Refund;
        var ours = Guid.Parse(refund.Id);
        var loss = await payments.BalanceAsync("system:dispute_loss");
        GatewayEvent[] lies =
        [
            new(GatewayEventKind.Refund, id, ours, Refund: new GatewayRefund(RefundStatus.Failed, "re_x", Money.Rupiah(4_000), "account_closed")),
            new(GatewayEventKind.Refund, id, ours, Refund: new GatewayRefund(RefundStatus.Succeeded, "re_x", Money.Rupiah(4_000), null)),
            new(GatewayEventKind.Refund, id, Refund: new GatewayRefund(RefundStatus.Succeeded, "re_y", Money.Rupiah(1_000), null)),
            new(GatewayEventKind.Dispute, id, Dispute: new GatewayDispute("dp_x", DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, Money.Rupiah(10_000), "")),
        ];

        foreach (var lie in lies)
            await Cluster.Grain<IGatewayNewsGrain>(id.ToString()).ApplyAsync(new GatewayNews("xendit", id, lie));

        var payment = await payments.GetAsync(id);
        Assert.Equal((RefundStatus.Pending, 6_000), (Assert.Single(payment.Refunds).Status, await Cluster.BalanceAsync(payer)));
        Assert.Empty(payment.Disputes);
        Assert.Equal(loss, await payments.BalanceAsync("system:dispute_loss"));
        Assert.Equal(3, await payments.Database.ScalarAsync<long>(
            "select count(*) from payment_quarantine where payment_id = $1 and is_open and entry->>'gateway' = 'xendit'", id.ToString()));
    }

    [Fact]
    public async Task RefundAndDispute_ThatTheGatewayDoesNotConfirm_MoveNothing()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp);
        var refund = (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(4_000), "", "k", "f"))).Value!.Refund;
        Assert.Equal(RefundStatus.Succeeded, refund.Status);
        var loss = await payments.BalanceAsync("system:dispute_loss");
        GatewayEvent[] lies =
        [
            new(GatewayEventKind.Refund, id, Guid.Parse(refund.Id), Refund: new GatewayRefund(RefundStatus.Failed, "re_x", Money.Rupiah(4_000), "account_closed")),
            new(GatewayEventKind.Refund, id, Refund: new GatewayRefund(RefundStatus.Succeeded, "re_y", Money.Rupiah(1_000), null)),
            new(GatewayEventKind.Dispute, id, Dispute: new GatewayDispute("dp_x", DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, Money.Rupiah(10_000), "")),
        ];

        foreach (var lie in lies)
        {
            var news = new GatewayNews("sandbox", id, lie);
            await Assert.ThrowsAnyAsync<Exception>(() => Cluster.Grain<IGatewayNewsGrain>(id.ToString()).ApplyAsync(news));
        }

        var payment = await payments.GetAsync(id);
        Assert.Equal((RefundStatus.Succeeded, 6_000), (Assert.Single(payment.Refunds).Status, await Cluster.BalanceAsync(payer)));
        Assert.Empty(payment.Disputes);
        Assert.Equal(loss, await payments.BalanceAsync("system:dispute_loss"));
    }

    [Fact]
    public async Task Refunds_MadeAtTheGatewayWithoutEnd_AreBounded()
    {
        var id = await payments.PayAsync("siti", 10_000);
        var escrow = await payments.BalanceAsync("system:booking_escrow");

        for (var i = 0; i <= PaymentLimits.MaxRefunds; i++)
        {
            var news = new GatewayNews("sandbox", id, new GatewayEvent(GatewayEventKind.Refund, id, Refund: payments.Gateway.RefundThere(id, 1)));
            await Cluster.Grain<IGatewayNewsGrain>(id.ToString()).ApplyAsync(news);
        }

        Assert.Equal(PaymentLimits.MaxRefunds, (await payments.GetAsync(id)).Refunds.Length);
        Assert.Equal(escrow - PaymentLimits.MaxRefunds, await payments.BalanceAsync("system:booking_escrow"));
        Assert.Equal(1, await QuarantinedAsync(id, "too_many_refunds", "sandbox"));
    }

    [Fact]
    public async Task AnotherAmount_ThatIsOnlyAuthorized_HasNothingToGoBack()
    {
        var id = await payments.PayAsync("siti", 10_000, capture: CaptureMode.Manual, token: ScriptedGateway.TakesAnotherAmount);
        var suspense = await payments.BalanceAsync("system:payment_suspense");
        var entry = Assert.Single((await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items, entry => entry.PaymentId == id.ToString());
        Assert.Equal(GatewayStatus.RequiresCapture, payments.Gateway.Truth(id).Status);

        var resolved = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Refund, "petugas"));

        Assert.Equal(PaymentErrors.QuarantineNotRefundable, resolved.Error);
        Assert.Empty((await payments.GetAsync(id)).Refunds);
        Assert.Equal(suspense, await payments.BalanceAsync("system:payment_suspense"));
        var ignored = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Ignore, "petugas"));
        Assert.Equal(QuarantineStatus.Ignored, ignored.Value?.Status);
    }

    [Fact]
    public async Task Refund_OfAnotherAmount_IsQuarantinedAndStaysPending()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp);
        payments.Gateway.RefundScript[id] = "pending";
        var refund = (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(4_000), "", "k", "f"))).Value!.Refund;

        for (var i = 0; i < 3; i++)
        {
            await payments.SendAsync($"{id}-{i}", new GatewayEvent(
                GatewayEventKind.Refund, id, Guid.Parse(refund.Id), Refund: new GatewayRefund(RefundStatus.Succeeded, "re_1", Money.Rupiah(3_999), null)));
        }

        await UntilAppliedAsync(id);
        Assert.Equal(RefundStatus.Pending, Assert.Single((await payments.GetAsync(id)).Refunds).Status);
        var entry = Assert.Single((await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items, entry => entry.PaymentId == id.ToString());
        Assert.Equal(("refund_differs", 4_000, 3_999), (entry.Reason, entry.ExpectedUnits, entry.ReportedUnits));
        var silent = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Ignore, "petugas", " "));
        Assert.Equal("/reason", Assert.Single(silent.Error?.Fields ?? []).Pointer);

        var ignored = await payments.Payment(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Ignore, "petugas", "Rp1 biaya bank"));

        Assert.Equal((QuarantineStatus.Ignored, "petugas", "Rp1 biaya bank"), (ignored.Value?.Status, ignored.Value?.ResolvedBy, ignored.Value?.Note));
        var ended = await payments.GetAsync(id);
        Assert.Equal((RefundStatus.Succeeded, 4_000), (Assert.Single(ended.Refunds).Status, ended.AmountRefunded.Units));
        // Whatever is said later changes nothing.
        await payments.SendAsync($"{id}-late", new GatewayEvent(
            GatewayEventKind.Refund, id, Guid.Parse(refund.Id), Refund: new GatewayRefund(RefundStatus.Succeeded, "re_1", Money.Rupiah(3_999), null)));
        await UntilAppliedAsync(id);
        Assert.DoesNotContain((await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items, one => one.PaymentId == id.ToString());
    }

    [Fact]
    public async Task Refund_SaidTogetherWithItsPayment_EndsAtOnce()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp);
        payments.Gateway.RefundScript[id] = "pending";
        var refund = Guid.Parse((await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(4_000), "", "k", "f"))).Value!.Refund.Id);

        // As Midtrans does: a notification of the payment, with its refunds in it.
        await payments.SendAsync($"{id}-both", new GatewayEvent(
            GatewayEventKind.Refund, id, refund, Payment: payments.Gateway.Truth(id), Refund: payments.Gateway.EndRefund(refund, RefundStatus.Succeeded)));

        await UntilAppliedAsync(id);
        Assert.Equal(RefundStatus.Succeeded, Assert.Single((await payments.GetAsync(id)).Refunds).Status);
    }

    [Fact]
    public async Task Dispute_WithdrawnAndReinstated_PostsBothOnce()
    {
        var id = await payments.PayAsync("siti", 10_000);
        var loss = await payments.BalanceAsync("system:dispute_loss");

        await SayAsync("opened", DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, times: 3);
        await UntilAppliedAsync(id);
        Assert.Equal(loss - 10_000, await payments.BalanceAsync("system:dispute_loss"));
        Assert.True(Assert.Single((await payments.GetAsync(id)).Disputes).IsWithdrawn);

        await SayAsync("won", DisputeStatus.Won, DisputeFunds.Reinstated, times: 3);
        // From the next line on the gateway says something else when it is asked.
        await UntilAppliedAsync(id);
        await SayAsync("late", DisputeStatus.UnderReview, DisputeFunds.Withdrawn, times: 1);
        await UntilAppliedAsync(id);
        Assert.Equal(loss, await payments.BalanceAsync("system:dispute_loss"));
        var dispute = Assert.Single((await payments.GetAsync(id)).Disputes);
        Assert.Equal((DisputeStatus.Won, false), (dispute.Status, dispute.IsWithdrawn));

        async Task SayAsync(string name, DisputeStatus status, DisputeFunds funds, int times)
        {
            var said = payments.Gateway.Dispute(id, status, funds, 10_000);
            for (var i = 0; i < times; i++)
                await payments.SendAsync($"{id}-{name}-{i}", new GatewayEvent(GatewayEventKind.Dispute, id, Dispute: said));
        }
    }

    [Fact]
    public async Task ByReferenceOnly_FindsItsPayment()
    {
        var payer = await Cluster.NewWalletAsync();
        var id = await payments.PayAsync(payer, 10_000, PaymentPurpose.TopUp, token: ScriptedGateway.Asks);
        var paid = payments.Gateway.Pay(id);

        await payments.SendAsync($"{id}-by-reference", new GatewayEvent(GatewayEventKind.Payment, Reference: paid.Reference, Payment: paid));

        await payments.UntilAsync(id, PaymentStatus.Succeeded);
        Assert.Equal(10_000, await Cluster.BalanceAsync(payer));
    }

    [Fact]
    public async Task Retention_OfWhatHadItsEffectAYearAgo_DeletesItAndKeepsWhatWaits()
    {
        var id = await payments.PayAsync("siti", 10_000);
        foreach (var name in (string[])["old", "waiting", "recent"])
            await payments.SendAsync($"{id}-{name}", new GatewayEvent(GatewayEventKind.Payment, id, Payment: payments.Gateway.Truth(id)));
        await UntilAppliedAsync(id);
        foreach (var (name, days, status) in ((string, int, string)[])[("old", 367, "applied"), ("waiting", 367, "received"), ("recent", 365, "applied")])
        {
            await payments.Database.ExecuteAsync(
                $"update webhook_inbox set received_at = now() - interval '{days} days', status = '{status}' where event_id = $1", $"{id}-{name}");
            await payments.Database.ExecuteAsync(
                $$"""
                update grain_state set updated_at = now() - interval '{{days}} days', state = state || '{"status":"{{status}}"}'
                where kind = 'webhook' and id = $1
                """, $"sandbox:{id}-{name}");
        }

        await Cluster.Silos.GetSiloServiceProvider().GetRequiredService<RetentionService>().DeleteAsync(CancellationToken.None);

        Assert.Equal(2, await InboxAsync(id));
        Assert.Equal(2, await payments.Database.ScalarAsync<long>("select count(*) from grain_state where kind = 'webhook' and id like 'sandbox:' || $1 || '-%'", id.ToString()));
        Assert.Equal(0, await payments.Database.ScalarAsync<long>("select count(*) from webhook_inbox where event_id = $1", $"{id}-old"));
    }

    private Task<long> QuarantinedAsync(Guid id, string reason, string gateway) => payments.Database.ScalarAsync<long>(
        "select count(*) from payment_quarantine where payment_id = $1 and is_open and entry->>'reason' = $2 and entry->>'gateway' = $3",
        id.ToString(), reason, gateway);

    private static IEnumerable<int[]> Orders(int length) => length == 1
        ? [[0]]
        : Orders(length - 1).SelectMany(rest => Enumerable.Range(0, length).Select(i => (int[])[.. rest[..i], length - 1, .. rest[i..]]));

    private Task<long> InboxAsync(Guid id) =>
        payments.Database.ScalarAsync<long>("select count(*) from webhook_inbox where event_id like $1 || '-%'", id.ToString());

    private Task UntilAppliedAsync(Guid id) => Eventually.TrueAsync($"the webhooks of {id} to be applied", async () =>
        await payments.Database.ScalarAsync<long>(
            "select count(*) from webhook_inbox where event_id like $1 || '-%' and status = 'received'", id.ToString()) == 0);
}
