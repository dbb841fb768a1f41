using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Commands that come while something earlier of the same payment is stuck at the gateway.</summary>
public sealed class PaymentTroubleTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private static readonly ConfirmPayment Anew = new(new PaymentSource("sandbox", null, null, null));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(payments.Database);

    [Fact]
    public async Task Confirm_UnreachableWhileALateRefundIs_TakesBackItsOwnTryAlone()
    {
        var id = await payments.PayAsync("siti", 1_000, token: ScriptedGateway.Declined);
        await PaidLateAsync(id, ScriptedGateway.Unreachable);
        var third = PaymentRules.AttemptId(id.ToString(), 2);

        var refused = await payments.Payment(id).ConfirmAsync(Using(ScriptedGateway.Unreachable));

        Assert.Equal(PaymentErrors.GatewayUnavailable, refused.Error);
        Assert.Equal(PaymentStatus.RequiresConfirmation, (await payments.GetAsync(id)).Status);
        Assert.Equal(2, await payments.Database.ScalarAsync<int>(
            "select jsonb_array_length(state -> 'attempts') from grain_state where kind = 'payment' and id = $1", id.ToString()));
        var paid = await payments.Payment(id).ConfirmAsync(Anew);
        Assert.Equal((PaymentStatus.Succeeded, $"pay_{third:N}"), (paid.Value!.Payment.Status, paid.Value.Payment.GatewayReference));
        Assert.Equal((1, 2), (payments.Gateway.Creations(id), payments.Gateway.Creations(third)));

        payments.Gateway.RefundScript[id] = "";
        await UntilRefundedAsync(id);
    }

    [Fact]
    public async Task Refund_WhileAnEarlierOneIsInDoubt_AsksForThatFirst()
    {
        var id = await payments.PayAsync("siti", 5_000);
        payments.Gateway.RefundScript[id] = ScriptedGateway.TimesOutAndStaysSilent;
        var first = (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(1_000), "", "k1", "f"))).Value!.Refund;
        Assert.Equal(RefundStatus.Pending, first.Status);

        payments.Gateway.RefundScript[id] = "";
        var second = (await payments.Payment(id).RefundAsync(new RefundPayment(Money.Rupiah(2_000), "", "k2", "f"))).Value!.Refund;

        Assert.Equal(RefundStatus.Succeeded, second.Status);
        Assert.All((await payments.GetAsync(id)).Refunds, static refund => Assert.Equal(RefundStatus.Succeeded, refund.Status));
        Assert.Equal((1, 1), (payments.Gateway.RefundOrders(Guid.Parse(first.Id)), payments.Gateway.RefundOrders(Guid.Parse(second.Id))));
    }

    [Fact]
    public async Task Confirm_ThatSucceedsWhileALateRefundIsInDoubt_AsksForThatFirst()
    {
        var id = await payments.PayAsync("siti", 1_000, token: ScriptedGateway.Declined);
        await PaidLateAsync(id, ScriptedGateway.TimesOutAndStaysSilent);

        payments.Gateway.RefundScript[id] = "";
        var paid = await payments.Payment(id).ConfirmAsync(Anew);

        Assert.Equal(PaymentStatus.Succeeded, paid.Value?.Payment.Status);
        await UntilRefundedAsync(id);
        var refund = Assert.Single((await payments.GetAsync(id)).Refunds);
        Assert.Equal(1, payments.Gateway.RefundOrders(Guid.Parse(refund.Id)));
    }

    private static ConfirmPayment Using(string token) => new(new PaymentSource("sandbox", token, null, null));

    /// <summary>After a second decline the payer pays the first try on its page after all, and giving that back is stuck.</summary>
    private async Task PaidLateAsync(Guid id, string refundScript)
    {
        Assert.True((await payments.Payment(id).ConfirmAsync(Using(ScriptedGateway.Declined))).IsSuccess);
        payments.Gateway.RefundScript[id] = refundScript;
        var news = new GatewayNews("sandbox", id, new GatewayEvent(GatewayEventKind.Payment, id, Payment: payments.Gateway.Pay(id)));
        await payments.Cluster.Grain<IGatewayNewsGrain>(id.ToString()).ApplyAsync(news);
        Assert.Equal(RefundStatus.Pending, Assert.Single((await payments.GetAsync(id)).Refunds).Status);
    }

    private Task UntilRefundedAsync(Guid id) => Eventually.EqualAsync(
        "the late money to go back", RefundStatus.Succeeded, async () => (await payments.GetAsync(id)).Refunds[0].Status);
}
