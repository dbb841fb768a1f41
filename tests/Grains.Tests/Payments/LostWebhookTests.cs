using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Webhooks that could not be confirmed for so long that the outbox has given up. The clock is moved for all, so they are by themselves.</summary>
public sealed class LostWebhookTests(LostWebhookTests.ImpatientCluster cluster) : IClassFixture<LostWebhookTests.ImpatientCluster>
{
    private PaymentCluster Payments => cluster.Payments;

    [Fact]
    public async Task SentAgain_HasItsEffectOnce()
    {
        var (id, loss, disputed) = await LoseDisputeAsync();
        Payments.Gateway.Dispute(id, DisputeStatus.Lost, DisputeFunds.Withdrawn, 10_000);
        var stored = await StoredAsync(id);

        // So soon it is the same delivery, and the outbox may still have it.
        await Payments.SendAsync($"{id}", disputed);
        Assert.Equal(stored, await StoredAsync(id));
        Payments.Time.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Payments.SendAsync($"{id}", disputed)));

        await UntilAppliedAsync(id);
        await Payments.SendAsync($"{id}", disputed);
        await AssertDisputedAsync(id, loss);
    }

    [Fact]
    public async Task NotSentAgain_IsFoundByReconciliation()
    {
        var (id, loss, _) = await LoseDisputeAsync();
        var reconciliation = Payments.Reconciliation;
        await Payments.AgeAsync(TimeSpan.FromMinutes(16));

        await reconciliation.RunAsync(from: null);
        Assert.Empty((await Payments.GetAsync(id)).Disputes);
        Assert.True(await Payments.Database.ScalarAsync<int>("select attempts from webhook_inbox where event_id = $1 and status = 'received'", $"{id}") > 1);
        Payments.Gateway.Dispute(id, DisputeStatus.Lost, DisputeFunds.Withdrawn, 10_000);
        await reconciliation.RunAsync(from: null);

        await UntilAppliedAsync(id);
        await AssertDisputedAsync(id, loss);
    }

    /// <summary>A bank has taken the money of a payment, and the gateway does not yet say so when it is asked.</summary>
    private async Task<(Guid Id, long Loss, GatewayEvent Disputed)> LoseDisputeAsync()
    {
        var id = await Payments.PayAsync("siti", 10_000);
        var loss = await Payments.BalanceAsync("system:dispute_loss");
        var disputed = new GatewayEvent(
            GatewayEventKind.Dispute, id,
            Dispute: new GatewayDispute($"dp_{id}", DisputeStatus.Lost, DisputeFunds.Withdrawn, Money.Rupiah(10_000), "fraudulent"));
        await Payments.SendAsync($"{id}", disputed);
        await Eventually.EqualAsync("the dead letter", 1L, () => Payments.Database.ScalarAsync<long>(
            "select count(*) from outbox_dead_letter where source_kind = 'webhook' and source_id = $1", $"sandbox:{id}"));
        return (id, loss, disputed);
    }

    private async Task AssertDisputedAsync(Guid id, long loss)
    {
        Assert.Equal(DisputeStatus.Lost, Assert.Single((await Payments.GetAsync(id)).Disputes).Status);
        Assert.Equal(loss - 10_000, await Payments.BalanceAsync("system:dispute_loss"));
        await LedgerInvariants.AssertAsync(Payments.Database);
    }

    private Task<long> StoredAsync(Guid id) =>
        Payments.Database.ScalarAsync<long>("select version from grain_state where kind = 'webhook' and id = $1", $"sandbox:{id}");

    private Task UntilAppliedAsync(Guid id) => Eventually.EqualAsync(
        "the webhook to be applied", "applied", () => Payments.Database.ScalarAsync<string>("select status from webhook_inbox where event_id = $1", $"{id}"));

    /// <summary>A cluster whose outbox tries once.</summary>
    public sealed class ImpatientCluster : IAsyncLifetime
    {
        internal PaymentCluster Payments { get; } = new(static host => host.Services.Configure<OutboxOptions>(static options => options.MaxAttempts = 1));

        public Task InitializeAsync() => Payments.InitializeAsync();

        public Task DisposeAsync() => Payments.DisposeAsync();
    }
}
