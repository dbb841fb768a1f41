using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>
/// What no payment of ours can tell: entries of the clearing account that are nobody's, what the gateway lists and we do not know, and a
/// payment that cannot be compared. The clock is moved for all, so they are by themselves, and for less than the hour after which it would run by itself.
/// </summary>
public sealed class ReconciliationSidesTests(PaymentCluster payments) : IClassFixture<PaymentCluster>
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(6);

    private IReconciliationGrain Grain => payments.Reconciliation;

    [Fact]
    public async Task Run_FromEverySide_FindsWhatNoPaymentTells()
    {
        await EntriesAsync();
        await PoisonedAsync();
        await ListedAsync();
        await DisputedAsync();
    }

    /// <summary>All that payments and withdrawals do explains itself; a transfer by another hand does not.</summary>
    private async Task EntriesAsync()
    {
        var payer = await payments.Cluster.NewWalletAsync(50_000);
        await payments.Cluster.Wallet(payer).TopUpAsync(new TopUp(Money.Rupiah(1_000), OperationNamed.Anew()));
        var topUp = await payments.PayAsync(payer, 5_000, PaymentPurpose.TopUp);
        await payments.Payment(topUp).RefundAsync(new RefundPayment(Money.Rupiah(2_000), "", "k", "f"));
        var booking = await payments.PayAsync(payer, 7_000);
        payments.Gateway.RefundScript[booking] = "failed";
        await payments.Payment(booking).RefundAsync(new RefundPayment(Money.Rupiah(3_000), "", "k", "f"));
        await payments.SendAsync($"{booking}-d", new GatewayEvent(
            GatewayEventKind.Dispute, booking, Dispute: payments.Gateway.Dispute(booking, DisputeStatus.Won, DisputeFunds.Reinstated, 7_000)));
        var late = await payments.PayAsync(payer, 9_000, token: ScriptedGateway.Asks);
        await Eventually.EqualAsync("the disputed payment in the list", booking.ToString(), async () => string.Join(
            ' ', (await payments.Queries.ListAsync(new PaymentQuery(null, IsDisputed: true), new PageRequest(100, null))).Value!.Items.Select(static one => one.Id)));
        await payments.Payment(late).CancelAsync();
        await payments.SendAsync($"{late}-p", new GatewayEvent(GatewayEventKind.Payment, late, Payment: payments.Gateway.Pay(late)));
        var withdrawal = PaymentCluster.NewId();
        await payments.Cluster.Grain<IWithdrawalGrain>(withdrawal.ToString())
            .RequestAsync(new RequestWithdrawal(payer, Money.Rupiah(10_000), new BankAccount("bca", "12345678", "Siti"), "f"));
        await Eventually.TrueAsync("all webhooks to be applied", async () =>
            await payments.Database.ScalarAsync<long>("select count(*) from webhook_inbox where status = 'received'") == 0
            && (await payments.GetAsync(late)).Refunds is [{ Status: RefundStatus.Succeeded }]);
        await payments.AgeAsync(Grace);
        var explained = await Grain.RunAsync(from: null);
        Assert.Equal((0, true, ""), (explained.Differences, explained.IsComplete, explained.Unreached));
        Assert.Equal(
            await payments.Database.ScalarAsync<long>(
                "select entry_count from ledger_account where code = 'system:gateway_clearing:sandbox'"), explained.Entries);
        Assert.True(explained.Entries >= 10, $"{explained.Entries} entries");

        var posted = await payments.Cluster.Wallet(payer).PayAsync(new Pay(
            SystemAccount.SandboxClearing, TransactionKind.Refund, Money.Rupiah(123), "", OperationNamed.Anew()));
        await payments.AgeAsync(Grace);
        var found = await Grain.RunAsync(from: null);
        var again = await Grain.RunAsync(from: null);

        Assert.Equal((1, 1), (found.Entries, found.Differences));
        Assert.Equal((0, 0), (again.Entries, again.Differences));
        var difference = Assert.Single(await payments.OpenDifferencesAsync());
        Assert.Equal(
            (posted.Value!.Transaction.Id, DifferenceKind.Unexplained, 123), (difference.SubjectId, difference.Kind, difference.LedgerUnits));
        // Somebody finds out what it was.
        await payments.Database.ExecuteAsync($"insert into payment_transfer values ('{difference.SubjectId}', 'x', 'sandbox', 123)");
        Assert.Equal(0, (await Grain.RunAsync(DateTimeOffset.UnixEpoch)).Differences);
        Assert.Empty(await payments.OpenDifferencesAsync());
        // An entry changed past the ledger.
        await payments.Database.ExecuteAsync($"""
            set session_replication_role = replica;
            update ledger_entry set amount = amount + 1 where transfer_id = '{difference.SubjectId}' and amount > 0;
            set session_replication_role = origin
            """);
        await Grain.RunAsync(DateTimeOffset.UnixEpoch);
        Assert.Equal(
            [DifferenceKind.AmountDiffers, DifferenceKind.Unexplained], (await payments.OpenDifferencesAsync()).Select(static one => one.Kind).Order());
        await payments.Database.ExecuteAsync($"""
            set session_replication_role = replica;
            update ledger_entry set amount = amount - 1 where transfer_id = '{difference.SubjectId}' and amount > 0;
            set session_replication_role = origin
            """);
        await Grain.RunAsync(DateTimeOffset.UnixEpoch);
        await payments.Database.ExecuteAsync("update payment_difference set is_open = false");
    }

    /// <summary>What cannot be compared, or is not answered, is written down, stops nobody, and is tried again.</summary>
    private async Task PoisonedAsync()
    {
        var payer = await payments.Cluster.NewWalletAsync();
        var (poisoned, behind) = (await payments.PayAsync(payer, 1_000), await payments.PayAsync(payer, 2_000));
        var silent = await payments.PayAsync(payer, 3_000);
        payments.Gateway.Poisoned[poisoned] = true;
        payments.Gateway.Unanswered[silent] = true;
        payments.Gateway.Change(behind, static payment => payment with { AmountCaptured = Money.Rupiah(2_001) });
        await payments.AgeAsync(Grace);

        var run = await Grain.RunAsync(from: null);

        Assert.Equal((2, 3, "", true), (run.Payments, run.Differences, run.Unreached, run.IsComplete));
        var open = await payments.OpenDifferencesAsync();
        Assert.Equal(
            [(poisoned, DifferenceKind.NotCompared), (silent, DifferenceKind.NotCompared), (behind, DifferenceKind.AmountDiffers)],
            open.OrderByDescending(static one => one.Kind).ThenByDescending(static one => one.Detail.Contains("poisoned", StringComparison.Ordinal))
                .Select(static one => (Guid.Parse(one.SubjectId), one.Kind)));
        payments.Gateway.Poisoned.Clear();
        payments.Gateway.Unanswered.Clear();
        payments.Gateway.Change(behind, static payment => payment with { AmountCaptured = Money.Rupiah(2_000) });
        await Grain.RunAsync(from: null);
        Assert.DoesNotContain(await payments.OpenDifferencesAsync(), static one => one.Kind == DifferenceKind.NotCompared);
        await payments.Database.ExecuteAsync("update payment_difference set is_open = false");
    }

    /// <summary>What the gateway has and we never asked for, and what became of ours without our hearing of it.</summary>
    private async Task ListedAsync()
    {
        var payer = await payments.Cluster.NewWalletAsync();
        var (known, unheard) = (await payments.PayAsync(payer, 1_000), await payments.PayAsync(payer, 3_000, token: ScriptedGateway.Asks));
        await payments.Payment(unheard).CancelAsync();
        await payments.AgeAsync(Grace);
        await Grain.RunAsync(from: null);
        Assert.Empty(await payments.OpenDifferencesAsync());
        payments.Gateway.Pay(unheard);
        var at = payments.Time.GetUtcNow();
        payments.Gateway.Listed =
        [
            (at, new GatewayRecord(known, "pay_known", Money.Rupiah(1_000), IsOver: false)),
            (at, new GatewayRecord(null, payments.Gateway.Truth(known).Reference, Money.Rupiah(1_000), IsOver: false)),
            (at, new GatewayRecord(unheard, "pay_unheard", Money.Rupiah(3_000), IsOver: false)),
            (at, new GatewayRecord(PaymentCluster.NewId(), "pay_strange", Money.Rupiah(5_000), IsOver: false)),
            (at, new GatewayRecord(null, "pay_waiting", Money.Rupiah(0), IsOver: false)),
            (at, new GatewayRecord(null, "pay_dead", Money.Rupiah(0), IsOver: true)),
        ];
        await payments.AgeAsync(Grace);

        var run = await Grain.RunAsync(from: null);

        Assert.Equal((6, 3, ""), (run.Listed, run.Differences, run.Unreached));
        Assert.Equal(
            [
                ($"{unheard}", DifferenceKind.MissingInLedger, 3_000L), ("pay_strange", DifferenceKind.UnknownHere, 5_000L),
                ("pay_waiting", DifferenceKind.UnknownHere, 0L),
            ],
            (await payments.OpenDifferencesAsync()).Select(static one => (one.SubjectId, one.Kind, one.GatewayUnits)).OrderBy(static one => one.Kind).ThenByDescending(static one => one.GatewayUnits));
        Assert.Equal(0, (await Grain.RunAsync(from: null)).Listed);
    }

    /// <summary>Disputes of which no webhook ever came: taken in when they are listed, and once more when they are decided.</summary>
    private async Task DisputedAsync()
    {
        await payments.Database.ExecuteAsync("update payment_difference set is_open = false");
        var payer = await payments.Cluster.NewWalletAsync();
        var (disputed, denied) = (await payments.PayAsync(payer, 4_000), await payments.PayAsync(payer, 6_000));
        await payments.AgeAsync(Grace);
        await Grain.RunAsync(from: null);
        var at = payments.Time.GetUtcNow();
        var opened = payments.Gateway.Dispute(disputed, DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, 4_000);
        payments.Gateway.ListedDisputes =
        [
            (at, Listed(disputed, opened)),
            (at.AddSeconds(1), Listed(denied, new GatewayDispute($"dp_{denied}", DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, Money.Rupiah(6_000), "fraudulent"))),
            (at.AddSeconds(2), new ListedDispute("pay_strange", new GatewayDispute("dp_strange", DisputeStatus.Lost, DisputeFunds.Withdrawn, Money.Rupiah(5_000), "general"))),
        ];
        await payments.AgeAsync(Grace);
        payments.Gateway.Unanswered[disputed] = true;
        var run = await Grain.RunAsync(from: null);
        Assert.Equal((3, 3, ""), (run.Listed, run.Differences, run.Unreached));
        Assert.Empty((await payments.GetAsync(disputed)).Disputes);
        payments.Gateway.Unanswered.Clear();

        run = await Grain.RunAsync(from: null);

        Assert.Equal((3, 2, ""), (run.Listed, run.Differences, run.Unreached));
        // The second is not confirmed when it is asked for.
        Assert.Equal(
            [("dp_strange", DifferenceKind.UnknownHere, 5_000L), ($"dp_{denied}", DifferenceKind.UnknownHere, 6_000L)],
            (await payments.OpenDifferencesAsync()).Select(static one => (one.SubjectId, one.Kind, one.GatewayUnits)).OrderBy(static one => one.GatewayUnits));
        Assert.True(Assert.Single((await payments.GetAsync(disputed)).Disputes).IsWithdrawn);
        Assert.Empty((await payments.GetAsync(denied)).Disputes);
        Assert.Equal(-4_000, await DisputeLossAsync(disputed));

        // The gateway says so a little later.
        payments.Gateway.Dispute(denied, DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, 6_000);
        run = await Grain.RunAsync(from: null);
        Assert.Equal((3, 1), (run.Listed, run.Differences));
        Assert.Equal(["dp_strange"], (await payments.OpenDifferencesAsync()).Select(static one => one.SubjectId));
        Assert.Equal(-6_000, await DisputeLossAsync(denied));

        // Then one is won and one is lost, and that is not told either.
        payments.Gateway.ListedDisputes =
        [
            (at, Listed(disputed, payments.Gateway.Dispute(disputed, DisputeStatus.Won, DisputeFunds.Reinstated, 4_000))),
            (at, Listed(denied, payments.Gateway.Dispute(denied, DisputeStatus.Lost, DisputeFunds.Withdrawn, 6_000))),
        ];
        await payments.AgeAsync(TimeSpan.FromDays(10));
        run = await Grain.RunAsync(from: null);
        while (!run.IsComplete)
            run = await Grain.RunAsync(from: null);

        Assert.Equal(DisputeStatus.Won, Assert.Single((await payments.GetAsync(disputed)).Disputes).Status);
        Assert.Equal(DisputeStatus.Lost, Assert.Single((await payments.GetAsync(denied)).Disputes).Status);
        Assert.Equal((0, -6_000), (await DisputeLossAsync(disputed), await DisputeLossAsync(denied)));

        ListedDispute Listed(Guid payment, GatewayDispute dispute) => new(payments.Gateway.Truth(payment).Reference, dispute);
    }

    /// <summary>What a payment's disputes have cost us, by the ledger.</summary>
    private Task<long> DisputeLossAsync(Guid payment) => payments.Database.ScalarAsync<long>(
        """
        select coalesce(sum(e.amount), 0)::bigint
        from ledger_entry e join ledger_account a on a.id = e.account_id join ledger_transfer t on t.id = e.transfer_id
        where a.code = 'system:dispute_loss' and t.reference = $1
        """, $"dp_{payment}");
}
