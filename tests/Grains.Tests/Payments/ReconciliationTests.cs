using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Payments;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Ledger and gateway compared. The clock is moved for all, so they are by themselves.</summary>
public sealed class ReconciliationTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    /// <summary>What has just changed is not compared.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(6);

    private IReconciliationGrain Grain => payments.Reconciliation;

    [Fact]
    public async Task Run_FindsEachKindOfDifference_AndClosesWhatIsNoMore()
    {
        var payer = await payments.Cluster.NewWalletAsync();
        var fine = await payments.PayAsync(payer, 5_000, PaymentPurpose.TopUp);
        await payments.Payment(fine).RefundAsync(new RefundPayment(Money.Rupiah(2_000), "", "k", "f"));
        var declinedThenPaid = await payments.PayAsync(payer, 5_000, token: ScriptedGateway.Declined);
        await payments.Payment(declinedThenPaid).ConfirmAsync(new ConfirmPayment(new PaymentSource("sandbox", null, null, null)));
        var (unheard, lost, more, refunded, held) = (
            await payments.PayAsync(payer, 1_000, token: ScriptedGateway.Asks), await payments.PayAsync(payer, 2_000),
            await payments.PayAsync(payer, 3_000), await payments.PayAsync(payer, 4_000), await payments.PayAsync(payer, 6_000, token: ScriptedGateway.Asks));
        await payments.Payment(unheard).CancelAsync();
        await payments.Payment(held).CancelAsync();
        var kept = payments.Gateway.Truth(lost);
        payments.Gateway.Pay(unheard);
        payments.Gateway.Change(lost, static _ => null);
        payments.Gateway.Change(more, static payment => payment with { AmountCaptured = Money.Rupiah(3_001) });
        payments.Gateway.Change(refunded, static payment => payment with { AmountRefunded = Money.Rupiah(500) });
        payments.Gateway.Change(held, static payment => payment with { Status = GatewayStatus.RequiresCapture });
        await payments.AgeAsync(Grace);

        var run = await Grain.RunAsync(from: null);

        Assert.Equal((7, 5, "", true), (run.Payments, run.Differences, run.Unreached, run.IsComplete));
        Assert.Equal(
            [
                (unheard, DifferenceKind.MissingInLedger, 0, 1_000), (lost, DifferenceKind.MissingAtGateway, 2_000, 0),
                (more, DifferenceKind.AmountDiffers, 3_000, 3_001), (refunded, DifferenceKind.AmountDiffers, 0, 500),
                (held, DifferenceKind.StatusDiffers, 0, 0),
            ],
            (await OpenAsync()).OrderBy(one => Array.IndexOf([unheard, lost, more, refunded, held], one.Payment)));

        var nothingNew = await Grain.RunAsync(from: null);
        payments.Gateway.Change(more, static payment => payment with { AmountCaptured = Money.Rupiah(3_000) });
        var again = await Grain.RunAsync(DateTimeOffset.UnixEpoch);

        Assert.Equal((0, 0), (nothingNew.Payments, nothingNew.Differences));
        Assert.Equal((7, 4), (again.Payments, again.Differences));
        Assert.DoesNotContain(await OpenAsync(), difference => difference.Payment == more);
        Assert.Equal(kept.Amount, Money.Rupiah(2_000));
        var all = (await Grain.ListDifferencesAsync(openOnly: false, new PageRequest(100, null))).Value!;
        Assert.Equal(5, all.Items.Length);
        Assert.Equal(3, (await Grain.ListAsync(new PageRequest(100, null))).Value!.Items.Length);

        await ClosedByHandAsync(unheard);
        await AwayAsync(payer);
    }

    /// <summary>What an officer has closed stays closed until one of the two says something else.</summary>
    private async Task ClosedByHandAsync(Guid payment)
    {
        var id = (await Grain.ListDifferencesAsync(openOnly: true, new PageRequest(100, null))).Value!.Items.Single(one => one.SubjectId == payment.ToString()).Id;
        Assert.Equal(PaymentErrors.DifferenceNotFound, (await Grain.CloseDifferenceAsync(new CloseDifference(Guid.Empty, "petugas", "x"))).Error);
        Assert.Equal("/reason", Assert.Single((await Grain.CloseDifferenceAsync(new CloseDifference(id, "petugas", " "))).Error?.Fields ?? []).Pointer);

        var closed = (await Grain.CloseDifferenceAsync(new CloseDifference(id, "petugas", "dikembalikan tunai"))).Value!;
        var repeated = (await Grain.CloseDifferenceAsync(new CloseDifference(id, "lain", "lagi"))).Value!;
        await Grain.RunAsync(DateTimeOffset.UnixEpoch);

        Assert.Equal((false, "petugas", "dikembalikan tunai"), (closed.IsOpen, closed.ClosedBy, closed.ClosedReason));
        Assert.Equal(closed, repeated);
        Assert.DoesNotContain(await OpenAsync(), difference => difference.Payment == payment);

        payments.Gateway.Change(payment, static one => one with { AmountCaptured = Money.Rupiah(1_001) });
        await Grain.RunAsync(DateTimeOffset.UnixEpoch);
        Assert.Contains((payment, DifferenceKind.MissingInLedger, 0, 1_001), await OpenAsync());
    }

    /// <summary>A gateway that does not answer keeps its place.</summary>
    private async Task AwayAsync(string payer)
    {
        await payments.PayAsync(payer, 7_000);
        await payments.AgeAsync(Grace);
        payments.Gateway.IsAway = true;
        var away = await Grain.RunAsync(from: null);
        payments.Gateway.IsAway = false;
        var back = await Grain.RunAsync(from: null);

        Assert.Equal(("sandbox", false, 0), (away.Unreached, away.IsComplete, away.Payments));
        Assert.Equal(("", true, 1), (back.Unreached, back.IsComplete, back.Payments));
    }

    private async Task<IReadOnlyList<(Guid Payment, DifferenceKind Kind, long Ledger, long Gateway)>> OpenAsync() =>
    [
        .. (await payments.OpenDifferencesAsync())
            .Select(static one => (Guid.Parse(one.SubjectId), one.Kind, one.LedgerUnits, one.GatewayUnits)),
    ];
}
