using Nusaloka.Grains.Payments;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Payments.Reconciliations;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Money on its way to banks.</summary>
public sealed class WithdrawalGrainTests(PaymentCluster payments) : IClassFixture<PaymentCluster>, IAsyncLifetime
{
    private int _accounts;

    private GrainCluster Cluster => payments.Cluster;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(payments.Database);

    [Theory]
    [InlineData("")]
    [InlineData(ScriptedGateway.TimesOutAfterSuccess)]
    public async Task Request_Accepted_TakesTheMoneyOnce(string script)
    {
        var owner = await Cluster.NewWalletAsync(100_000);
        var (id, account) = (PaymentCluster.NewId(), NewAccount(script));

        var first = await Grain(id).RequestAsync(Command(owner, 60_000, account));
        await UntilAsync(id, WithdrawalStatus.Succeeded);
        var again = await Grain(id).RequestAsync(Command(owner, 60_000, account));
        var other = await Grain(id).RequestAsync(Command(owner, 60_001, account) with { Fingerprint = "g" });

        Assert.Equal((false, true), (first.Value?.Replayed, again.Value?.Replayed));
        Assert.Equal("idempotency_key_reused", other.Error?.Code);
        Assert.Equal(40_000, await Cluster.BalanceAsync(owner));
        Assert.Equal("******" + account[^4..], again.Value?.Withdrawal.AccountNumber);
        Assert.Equal(Money.Rupiah(60_000), payments.Gateway.PayoutTruth(id).Amount);
    }

    [Fact]
    public async Task Request_RefusedByTheBank_GivesTheMoneyFree()
    {
        var owner = await Cluster.NewWalletAsync(100_000);
        var id = PaymentCluster.NewId();

        await Grain(id).RequestAsync(Command(owner, 60_000, NewAccount("failed")));

        var withdrawal = (await Grain(id).GetAsync()).Value!;
        Assert.Equal((WithdrawalStatus.Failed, "account_closed"), (withdrawal.Status, withdrawal.FailureCode));
        Assert.True((await Cluster.Wallet(owner).DebitAsync(new Debit(Money.Rupiah(100_000), OperationNamed.Anew()))).IsSuccess);
    }

    [Fact]
    public async Task Request_MoreThanThereIs_IsRefusedAndDoesNotUseUpItsKey()
    {
        var owner = await Cluster.NewWalletAsync(1_000);
        var (id, account) = (PaymentCluster.NewId(), NewAccount(""));

        var refused = await Grain(id).RequestAsync(Command(owner, 5_000, account));
        await Cluster.Wallet(owner).TopUpAsync(new TopUp(Money.Rupiah(4_000), OperationNamed.Anew()));
        var again = await Grain(id).RequestAsync(Command(owner, 5_000, account));

        Assert.Equal(WalletErrors.InsufficientFunds, refused.Error);
        Assert.Equal((WithdrawalStatus.Succeeded, false), (again.Value?.Withdrawal.Status, again.Value?.Replayed));
        Assert.Equal(0, await Cluster.BalanceAsync(owner));
    }

    [Fact]
    public async Task Request_Pending_KeepsTheMoneyAsideUntilAWebhookEndsIt()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("pending")));
        Assert.Equal(WithdrawalStatus.Pending, (await Grain(id).GetAsync()).Value?.Status);
        Assert.Equal(WalletErrors.InsufficientFunds, (await Cluster.Wallet(owner).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()))).Error);
        Assert.Equal(10_000, await Cluster.BalanceAsync(owner));

        var paid = payments.Gateway.EndPayout(id, PayoutStatus.Succeeded);
        for (var i = 0; i < 3; i++)
            await payments.SendAsync($"{id}-{i}", new GatewayEvent(GatewayEventKind.Payout, Payout: paid));

        await UntilAsync(id, WithdrawalStatus.Succeeded);
        Assert.Equal(0, await Cluster.BalanceAsync(owner));
    }

    [Fact]
    public async Task Request_UnreachableGateway_GoesOnByItself()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var (id, account) = (PaymentCluster.NewId(), NewAccount(ScriptedGateway.Unreachable));
        await Grain(id).RequestAsync(Command(owner, 10_000, account));
        Assert.Equal(WithdrawalStatus.Pending, (await Grain(id).GetAsync()).Value?.Status);

        payments.Gateway.PayoutScript[account] = "";

        await UntilAsync(id, WithdrawalStatus.Succeeded);
        Assert.Equal(0, await Cluster.BalanceAsync(owner));
    }

    [Fact]
    public async Task NeverSentForAMonth_GivesTheMoneyFreeAndIsNotSentAfterwards()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var (id, account) = (PaymentCluster.NewId(), NewAccount(ScriptedGateway.Unreachable));
        await Grain(id).RequestAsync(Command(owner, 10_000, account));

        payments.Time.Advance(TimeSpan.FromDays(WalletLimits.MaxHoldDays));
        payments.Gateway.PayoutScript[account] = "";

        await UntilAsync(id, WithdrawalStatus.Failed);
        Assert.Equal("expired", (await Grain(id).GetAsync()).Value?.FailureCode);
        Assert.Throws<KeyNotFoundException>(() => payments.Gateway.PayoutTruth(id));
        Assert.True((await Cluster.Wallet(owner).DebitAsync(new Debit(Money.Rupiah(10_000), OperationNamed.Anew()))).IsSuccess);
    }

    [Fact]
    public async Task WithTheBankForAMonth_IsTakenBeforeItBecomesFree_AndComesBackWhenTheBankRefuses()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("pending")));

        payments.Time.Advance(TimeSpan.FromDays(WalletLimits.MaxHoldDays));

        await Eventually.EqualAsync("the money to be taken", 0L, () => Cluster.BalanceAsync(owner), TimeSpan.FromSeconds(60));
        Assert.Equal(WithdrawalStatus.Pending, (await Grain(id).GetAsync()).Value?.Status);
        payments.Gateway.EndPayout(id, PayoutStatus.Failed);
        await UntilAsync(id, WithdrawalStatus.Failed);
        Assert.Equal(10_000, await Cluster.BalanceAsync(owner));
    }

    [Fact]
    public async Task TakenByAProcessThatDiedBeforeItWroteThatDown_ComesBackWhenTheBankRefuses()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("pending")));
        var hold = Assert.Single((await Cluster.Wallet(owner).GetHoldsAsync()).Value!.Holds);
        Assert.True((await Cluster.Wallet(owner).CaptureAsync(new CaptureHold(hold.Id, null, PaymentLedger.Operation($"withdrawal capture:{id}")))).IsSuccess);
        Assert.Equal(0, await Cluster.BalanceAsync(owner));

        var refused = payments.Gateway.EndPayout(id, PayoutStatus.Failed);
        await payments.SendAsync($"{id}-refused", new GatewayEvent(GatewayEventKind.Payout, Payout: refused));

        await UntilAsync(id, WithdrawalStatus.Failed);
        Assert.Equal(10_000, await Cluster.BalanceAsync(owner));
    }

    [Theory]
    [InlineData(DisputeStatus.Won, DisputeFunds.Reinstated)]
    [InlineData(DisputeStatus.Lost, DisputeFunds.Withdrawn)]
    public async Task WhileABankAsksForATopUpOrHasIt_NothingIsPaidOut(DisputeStatus end, object funds)
    {
        var owner = await Cluster.NewWalletAsync();
        var topUp = await payments.PayAsync(owner, 50_000, PaymentPurpose.TopUp);
        await payments.SendAsync($"{topUp}-asks", new GatewayEvent(
            GatewayEventKind.Dispute, topUp, Dispute: payments.Gateway.Dispute(topUp, DisputeStatus.NeedsResponse, DisputeFunds.Withdrawn, 50_000)));
        await Eventually.TrueAsync("the dispute", async () => (await payments.GetAsync(topUp)).Disputes is [{ IsWithdrawn: true }]);
        var (id, command) = (PaymentCluster.NewId(), Command(owner, 20_000, NewAccount("")));

        Assert.Equal(WithdrawalErrors.Disputed, (await Grain(id).RequestAsync(command)).Error);

        await payments.SendAsync($"{topUp}-end", new GatewayEvent(
            GatewayEventKind.Dispute, topUp, Dispute: payments.Gateway.Dispute(topUp, end, (DisputeFunds)funds, 50_000)));
        await Eventually.TrueAsync("the end of the dispute", async () => (await payments.GetAsync(topUp)).Disputes is [{ } dispute] && dispute.Status == end);
        Assert.Equal(end == DisputeStatus.Won ? null : WithdrawalErrors.Disputed, (await Grain(id).RequestAsync(command)).Error);
    }

    [Fact]
    public async Task AnotherAmount_IsQuarantinedForOfficers_AndTheMoneyStaysAside()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("pending")));
        var wrong = payments.Gateway.EndPayout(id, PayoutStatus.Succeeded) with { Amount = Money.Rupiah(9_999) };
        payments.Gateway.ChangePayout(id, _ => wrong);

        for (var i = 0; i < 3; i++)
            await payments.SendAsync($"{id}-{i}", new GatewayEvent(GatewayEventKind.Payout, Payout: wrong));

        await Eventually.TrueAsync("the entry", async () => (await EntriesAsync(id)).Count > 0);
        var entry = Assert.Single(await EntriesAsync(id));
        Assert.Equal(("amount_differs", 10_000, 9_999, true), (entry.Reason, entry.ExpectedUnits, entry.ReportedUnits, entry.IsWithdrawal));
        Assert.Equal((WithdrawalStatus.Pending, 10_000), ((await Grain(id).GetAsync()).Value?.Status, await Cluster.BalanceAsync(owner)));
        Assert.Equal(
            PaymentErrors.QuarantineNotRefundable,
            (await Grain(id).ResolveQuarantineAsync(new ResolveQuarantine(entry.Id, QuarantineResolution.Refund, "petugas"))).Error);
        var right = wrong with { Amount = Money.Rupiah(10_000) };
        payments.Gateway.ChangePayout(id, _ => right);
        await payments.SendAsync($"{id}-right", new GatewayEvent(GatewayEventKind.Payout, Payout: right));
        await UntilAsync(id, WithdrawalStatus.Succeeded);
        Assert.Equal(0, await Cluster.BalanceAsync(owner));
    }

    [Theory]
    [InlineData(PayoutStatus.Succeeded, WithdrawalStatus.Succeeded, 0)]
    [InlineData(PayoutStatus.Failed, WithdrawalStatus.Failed, 10_000)]
    public async Task AnotherAmount_ThatAnOfficerAccepts_EndsAsTheGatewaySays(object truth, WithdrawalStatus end, long left)
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("pending")));
        payments.Gateway.ChangePayout(id, static payout => payout with { Status = PayoutStatus.Succeeded, Amount = Money.Rupiah(9_999) });
        await payments.SendAsync($"{id}-wrong", new GatewayEvent(GatewayEventKind.Payout, Payout: payments.Gateway.PayoutTruth(id)));
        await Eventually.TrueAsync("the entry", async () => (await EntriesAsync(id)).Count > 0);
        var ignore = new ResolveQuarantine(Assert.Single(await EntriesAsync(id)).Id, QuarantineResolution.Ignore, "petugas");
        payments.Gateway.ChangePayout(id, payout => payout with { Status = (PayoutStatus)truth });

        Assert.Equal("validation_failed", (await Grain(id).ResolveQuarantineAsync(ignore)).Error?.Code);
        var decided = await Grain(id).ResolveQuarantineAsync(ignore with { Note = "biaya bank Rp1" });

        Assert.Equal(QuarantineStatus.Ignored, decided.Value?.Status);
        Assert.Equal((end, left), ((await Grain(id).GetAsync()).Value!.Status, await Cluster.BalanceAsync(owner)));
    }

    [Fact]
    public async Task Request_LessThanATransferIsWorth_IsRefusedUnlessItIsAllThatIsThere()
    {
        var owner = await Cluster.NewWalletAsync(10_000);

        var refused = await Grain(PaymentCluster.NewId()).RequestAsync(Command(owner, 9_999, NewAccount("")));
        await Cluster.Wallet(owner).DebitAsync(new Debit(Money.Rupiah(1), OperationNamed.Anew()));
        var all = await Grain(PaymentCluster.NewId()).RequestAsync(Command(owner, 9_999, NewAccount("")));

        Assert.Equal("/amount", Assert.Single(refused.Error!.Fields).Pointer);
        Assert.True(all.IsSuccess);
        Assert.Equal(0, await Cluster.BalanceAsync(owner));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SentBackByTheBank_ComesBackOnce_ToTheWalletOrWhereItWaits(bool closed)
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var (id, suspense) = (PaymentCluster.NewId(), await payments.BalanceAsync("system:payment_suspense"));
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("")));
        await UntilAsync(id, WithdrawalStatus.Succeeded);
        if (closed)
            Assert.True((await Cluster.Wallet(owner).CloseAsync()).IsSuccess);

        var back = payments.Gateway.EndPayout(id, PayoutStatus.Failed) with { FailureCode = "returned_by_bank" };
        payments.Gateway.ChangePayout(id, _ => back);
        for (var i = 0; i < 3; i++)
            await payments.SendAsync($"{id}-back-{i}", new GatewayEvent(GatewayEventKind.Payout, Payout: back));

        await UntilAsync(id, WithdrawalStatus.Returned);
        Assert.Equal("returned_by_bank", (await Grain(id).GetAsync()).Value?.FailureCode);
        Assert.Equal(closed ? 0 : 10_000, await payments.BalanceAsync($"wallet:{owner}"));
        Assert.Equal(suspense + (closed ? 10_000 : 0), await payments.BalanceAsync("system:payment_suspense"));
    }

    [Fact]
    public async Task SentBack_ThatTheGatewayDoesNotConfirm_MovesNothing()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("")));
        await UntilAsync(id, WithdrawalStatus.Succeeded);

        await Assert.ThrowsAnyAsync<Exception>(() => Cluster.Grain<IPayoutNewsGrain>(id.ToString())
            .ApplyAsync(payments.Gateway.PayoutTruth(id) with { Status = PayoutStatus.Failed }));

        Assert.Equal((WithdrawalStatus.Succeeded, 0), ((await Grain(id).GetAsync()).Value?.Status, await Cluster.BalanceAsync(owner)));
    }

    [Fact]
    public async Task PaidOutAfterItWasGivenBack_IsSeenByOfficers()
    {
        var owner = await Cluster.NewWalletAsync(10_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 10_000, NewAccount("failed")));
        Assert.Equal(WithdrawalStatus.Failed, (await Grain(id).GetAsync()).Value?.Status);

        await Cluster.Grain<IPayoutNewsGrain>(id.ToString()).ApplyAsync(payments.Gateway.EndPayout(id, PayoutStatus.Succeeded));

        Assert.Equal("paid_after_failure", Assert.Single(await EntriesAsync(id)).Reason);
        Assert.Equal(10_000, await Cluster.BalanceAsync(owner));
    }

    [Fact]
    public async Task List_Pages_ShowEachOnce()
    {
        var owner = await Cluster.NewWalletAsync(30_000);
        for (var i = 0; i < 3; i++)
            await Grain(PaymentCluster.NewId()).RequestAsync(Command(owner, 10_000, NewAccount("")));
        var queries = Cluster.Grain<IWithdrawalQueryGrain>("0");

        var first = (await queries.ListAsync(owner, new PageRequest(2, null))).Value!;
        var second = (await queries.ListAsync(owner, new PageRequest(2, first.NextCursor))).Value!;

        Assert.Equal(3, first.Items.Concat(second.Items).Select(static withdrawal => withdrawal.Id).Distinct().Count());
        Assert.Null(second.NextCursor);
    }

    [Theory]
    [InlineData(0, 40_000, WithdrawalStatus.Succeeded, false)]
    [InlineData(50_000, 50_000, WithdrawalStatus.Failed, true)]
    public async Task PaidOutWhenItsHoldIsOver_IsTakenFromTheWallet_OrSeenByOfficersAndTheComparison(
        long spent, long left, WithdrawalStatus end, bool isSeen)
    {
        var owner = await Cluster.NewWalletAsync(100_000);
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, 60_000, NewAccount("pending")));
        await EndHoldAsync(owner, id);
        if (spent > 0)
            Assert.True((await Cluster.Wallet(owner).DebitAsync(new Debit(Money.Rupiah(spent), OperationNamed.Anew()))).IsSuccess);

        var paid = payments.Gateway.EndPayout(id, PayoutStatus.Succeeded);
        await payments.SendAsync($"{id}-late", new GatewayEvent(GatewayEventKind.Payout, Payout: paid));

        await UntilAsync(id, end);
        Assert.Equal(left, await Cluster.BalanceAsync(owner));
        Assert.Equal(isSeen ? ["paid_after_failure"] : [], (await EntriesAsync(id)).Select(static entry => entry.Reason));
        var comparison = await Cluster.Grain<IComparedPayoutGrain>(id.ToString()).CompareAsync("sandbox");
        Assert.Equal(isSeen, comparison.Found.Any(static difference => difference.Kind == DifferenceKind.MissingInLedger));
    }

    [Fact]
    public async Task RefusedWhenItsHoldIsOver_MovesNothing_AndWhatWasTakenLateComesBack()
    {
        var owner = await Cluster.NewWalletAsync(100_000);
        var (free, taken) = (PaymentCluster.NewId(), PaymentCluster.NewId());
        foreach (var id in new[] { free, taken })
        {
            await Grain(id).RequestAsync(Command(owner, 40_000, NewAccount("pending")));
            await EndHoldAsync(owner, id);
        }

        var late = new Pay(SystemAccount.SandboxClearing, TransactionKind.Withdrawal, Money.Rupiah(40_000), "", PaymentLedger.Operation($"withdrawal late:{taken}"));
        Assert.Equal(60_000, (await Cluster.Wallet(owner).PayAsync(late)).Value?.BalanceAfter.Units);

        foreach (var id in new[] { free, taken })
        {
            await payments.SendAsync($"{id}-refused", new GatewayEvent(GatewayEventKind.Payout, Payout: payments.Gateway.EndPayout(id, PayoutStatus.Failed)));
            await UntilAsync(id, WithdrawalStatus.Failed);
        }

        Assert.Equal(100_000, await Cluster.BalanceAsync(owner));
    }

    /// <summary>As when its time has come while nobody went on with the withdrawal.</summary>
    private async Task EndHoldAsync(string owner, Guid id)
    {
        var hold = Assert.Single((await Cluster.Wallet(owner).GetHoldsAsync()).Value!.Holds);
        Assert.True((await Cluster.Wallet(owner).VoidAsync(new VoidHold(hold.Id, PaymentLedger.Operation($"end:{id}")))).IsSuccess);
    }

    private async Task<IReadOnlyList<QuarantineEntry>> EntriesAsync(Guid id) =>
        [.. (await payments.Queries.ListQuarantineAsync(true, new PageRequest(100, null))).Value!.Items.Where(entry => entry.PaymentId == id.ToString())];

    private static RequestWithdrawal Command(string owner, long amount, string account) =>
        new(owner, Money.Rupiah(amount), new BankAccount("bca", account, "Siti Aminah"), "f");

    private IWithdrawalGrain Grain(Guid id) => Cluster.Grain<IWithdrawalGrain>(id.ToString());

    private string NewAccount(string script)
    {
        var account = $"{1_000_000_000L + Interlocked.Increment(ref _accounts) + (Environment.TickCount64 % 100_000 * 1_000)}";
        payments.Gateway.PayoutScript[account] = script;
        return account;
    }

    private Task UntilAsync(Guid id, WithdrawalStatus status) => Eventually.EqualAsync(
        $"withdrawal {id}", status, async () => (await Grain(id).GetAsync()).Value?.Status ?? WithdrawalStatus.Pending, TimeSpan.FromSeconds(60));
}
