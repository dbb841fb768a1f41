using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>
/// Payments of which nobody is asked, or nothing is answered, or nothing is heard: they keep nobody else from being compared, and are not overlooked. The clock is moved
/// for all, so they are by themselves, and for less than the hour after which reconciliation runs by itself.
/// </summary>
public sealed class ReconciliationSilenceTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(6);

    private IReconciliationGrain Grain => payments.Reconciliation;

    [Fact]
    public async Task Run_WhereNothingIsSaid_GoesOn()
    {
        await UnaskedAsync();
        await SilentAsync();
        await PaidByTwoTriesAsync();
    }

    /// <summary>Nobody is asked of a payment whose refund is under way.</summary>
    private async Task UnaskedAsync()
    {
        var waiting = await payments.PayAsync(await payments.Cluster.NewWalletAsync(), 1_000);
        payments.Gateway.RefundScript[waiting] = "pending";
        await payments.Payment(waiting).RefundAsync(new RefundPayment(null, "", "k", "f"));
        await payments.AgeAsync(Grace);
        var unasked = await Grain.RunAsync(from: null);
        Assert.Equal(("", true, 1, 0), (unasked.Unreached, unasked.IsComplete, unasked.Payments, unasked.Differences));
    }

    /// <summary>Where a gateway lists what it has it is there, though it says nothing of the only payment that is asked after.</summary>
    private async Task SilentAsync()
    {
        var silent = await payments.PayAsync(await payments.Cluster.NewWalletAsync(), 1_000);
        payments.Gateway.Unanswered[silent] = true;
        await payments.AgeAsync(Grace);
        var unreached = await Grain.RunAsync(from: null);
        payments.Gateway.Listed = [];
        var compared = await Grain.RunAsync(from: null);

        Assert.Equal(("sandbox", false, 0), (unreached.Unreached, unreached.IsComplete, unreached.Differences));
        Assert.Equal(("", true, 1), (compared.Unreached, compared.IsComplete, compared.Differences));
        var difference = Assert.Single(await payments.OpenDifferencesAsync());
        Assert.Equal(($"{silent}", DifferenceKind.NotCompared), (difference.SubjectId, difference.Kind));
        payments.Gateway.Unanswered.Clear();
        await Grain.RunAsync(from: null);
        Assert.Empty(await payments.OpenDifferencesAsync());
    }

    /// <summary>A payer who pays again on the page of an earlier try, of which no webhook comes: what the list says of it is not what the last try has brought.</summary>
    private async Task PaidByTwoTriesAsync()
    {
        var id = await payments.PayAsync(await payments.Cluster.NewWalletAsync(), 8_000, token: ScriptedGateway.Declined);
        await payments.Payment(id).ConfirmAsync(new ConfirmPayment(new PaymentSource("sandbox", null, null, null)));
        Assert.Equal(PaymentStatus.Succeeded, (await payments.GetAsync(id)).Status);
        await payments.AgeAsync(Grace);
        await Grain.RunAsync(from: null);
        Assert.Empty(await payments.OpenDifferencesAsync());
        payments.Gateway.Pay(id);
        payments.Gateway.Listed = [(payments.Time.GetUtcNow(), new GatewayRecord(id, payments.Gateway.Truth(id).Reference, Money.Rupiah(8_000), IsOver: true))];
        await payments.AgeAsync(Grace);

        await Grain.RunAsync(from: null);

        Assert.Equal([($"{id}", DifferenceKind.MissingInLedger, 8_000L)], (await payments.OpenDifferencesAsync()).Select(static one => (one.SubjectId, one.Kind, one.GatewayUnits)));
    }
}
