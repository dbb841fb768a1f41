using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Wallets;

/// <summary>The limits of a wallet's tier: what it may hold, receive in a month and send in a day.</summary>
public sealed class WalletLimitTests(GrainCluster cluster) : IClassFixture<GrainCluster>, IAsyncLifetime
{
    private const long UnverifiedCap = 2_000_000;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => LedgerInvariants.AssertAsync(cluster.Database);

    [Fact]
    public async Task NewWallet_IsUnverified()
    {
        var wallet = await cluster.NewWalletAsync(500);

        Assert.Equal(
            new WalletAllowance(
                wallet, WalletTier.Unverified, Money.Rupiah(UnverifiedCap), Money.Rupiah(40_000_000), Money.Rupiah(2_000_000),
                Money.Rupiah(500), Money.Rupiah(500), Money.Rupiah(0)),
            (await cluster.Wallet(wallet).GetLimitsAsync()).Value);
    }

    [Fact]
    public async Task BalanceCap_IsReachedAndNeverPassedByWhateverComesIn()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(UnverifiedCap), await cluster.NewWalletAsync(10));

        Assert.Equal(WalletErrors.BalanceLimitExceeded, (await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(1), OperationNamed.Anew()))).Error);
        Assert.Equal(WalletErrors.BalanceLimitExceeded, (await cluster.Wallet(wallet).CreditAsync(new Credit(Money.Rupiah(1), OperationNamed.Anew()))).Error);
        Assert.Equal(WalletErrors.BalanceLimitExceeded, (await TransferAsync(other, wallet, 1)).Error);
        Assert.Equal((UnverifiedCap, 10), (await cluster.BalanceAsync(wallet), await cluster.BalanceAsync(other)));
    }

    [Fact]
    public async Task BalanceCap_ManyAtOnce_AdmitsExactlyWhatFits()
    {
        var wallet = await cluster.NewWalletAsync(UnverifiedCap - 500);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(10), OperationNamed.Anew()))));

        Assert.Equal(50, results.Count(static result => result.IsSuccess));
        Assert.Equal(UnverifiedCap, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task MonthlyIncoming_CountsWhatCameInAndIsNotToldToSenders()
    {
        var (wallet, other) = (await VerifiedAsync(20_000_000), await VerifiedAsync(100));
        await PayAsync(wallet, 20_000_000);
        await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(19_999_999), OperationNamed.Anew()));
        await PayAsync(wallet, 19_999_999);

        Assert.Equal(WalletErrors.MonthlyLimitExceeded, (await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(2), OperationNamed.Anew()))).Error);
        Assert.Equal(WalletErrors.BalanceLimitExceeded, (await TransferAsync(other, wallet, 2)).Error);
        Assert.True((await TransferAsync(other, wallet, 1)).IsSuccess);
        Assert.Equal(40_000_000, (await cluster.Wallet(wallet).GetLimitsAsync()).Value?.MonthReceived.Units);
    }

    [Fact]
    public async Task DailyOutgoing_CountsWhatGoesToPeopleAndOutside_NotPayments()
    {
        var (wallet, other) = (await VerifiedAsync(20_000_000), await VerifiedAsync());
        await PayAsync(wallet, 1_000);
        Assert.True((await TransferAsync(wallet, other, 10_000_000)).IsSuccess);
        Assert.True((await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(9_000_000), OperationNamed.Anew()))).IsSuccess);
        await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(5_000_000), OperationNamed.Anew()));

        Assert.Equal(WalletErrors.DailyLimitExceeded, (await TransferAsync(wallet, other, 1_000_001)).Error);
        Assert.Equal(WalletErrors.DailyLimitExceeded, (await cluster.Wallet(wallet).DebitAsync(new Debit(Money.Rupiah(1_000_001), OperationNamed.Anew()))).Error);
        await PayAsync(wallet, 1_000_001);
        Assert.True((await TransferAsync(wallet, other, 1_000_000)).IsSuccess);
        Assert.Equal(20_000_000, (await cluster.Wallet(wallet).GetLimitsAsync()).Value?.DaySpent.Units);
    }

    [Fact]
    public async Task DailyOutgoing_OfAHold_CountsUntilItIsGivenFree()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(2_000_000), await VerifiedAsync());
        var first = await SetAsideAsync(wallet, other, 1_500_000);
        var second = await SetAsideAsync(wallet, other, 500_000);
        await cluster.Wallet(wallet).CreditAsync(new Credit(Money.Rupiah(1), OperationNamed.Anew()));

        Assert.Equal(2_000_000, await SpentAsync(wallet));
        await cluster.Wallet(wallet).VoidAsync(new VoidHold(second.Id, OperationNamed.Anew()));
        Assert.Equal(1_500_000, await SpentAsync(wallet));
        Assert.True((await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(first.Id, Money.Rupiah(1_000_000), OperationNamed.Anew()))).IsSuccess);
        Assert.Equal(1_000_000, await SpentAsync(wallet));
        Assert.True((await TransferAsync(wallet, other, 1_000_000)).IsSuccess);
        Assert.Equal(2_000_000, await SpentAsync(wallet));
    }

    [Fact]
    public async Task Capture_WhenTheReceiverCannotTakeIt_IsRefusedAndTheHoldStays()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(100), await cluster.NewWalletAsync(UnverifiedCap));
        var hold = await SetAsideAsync(wallet, other, 100);

        Assert.Equal(WalletErrors.BalanceLimitExceeded, (await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, null, OperationNamed.Anew()))).Error);
        await cluster.Wallet(other).SetTierAsync(WalletTier.Merchant);
        Assert.True((await cluster.Wallet(wallet).CaptureAsync(new CaptureHold(hold.Id, null, OperationNamed.Anew()))).IsSuccess);
    }

    [Fact]
    public async Task Reversal_IsNeverRefusedForALimit()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(UnverifiedCap), await VerifiedAsync());
        var sent = await TransferAsync(wallet, other, 1_000_000);
        await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(1_000_000), OperationNamed.Anew()));

        Assert.True((await cluster.Wallet(other).ReverseAsync(new ReverseTransfer(sent.Value!.Transaction.Id, OperationNamed.Anew()))).IsSuccess);
        Assert.Equal(UnverifiedCap + 1_000_000, await cluster.BalanceAsync(wallet));
    }

    [Fact]
    public async Task Limits_OfAnotherMonthOrDay_CountNoMore()
    {
        var (wallet, other) = (await cluster.NewWalletAsync(2_000_000), await VerifiedAsync());
        await TransferAsync(wallet, other, 2_000_000);
        await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(2_000_000), OperationNamed.Anew()));
        Assert.Equal(WalletErrors.DailyLimitExceeded, (await TransferAsync(wallet, other, 1)).Error);

        await cluster.Database.ExecuteAsync(
            "update ledger_account set limits_day = limits_day - 1, limits_month = (limits_month - interval '1 month')::date, version = version + 1 where code = $1",
            $"wallet:{wallet}");

        var limits = (await cluster.Wallet(wallet).GetLimitsAsync()).Value;
        Assert.Equal((0, 0), (limits?.MonthReceived.Units, limits?.DaySpent.Units));
        Assert.True((await TransferAsync(wallet, other, 2_000_000)).IsSuccess);
        Assert.Equal(2_000_000, await SpentAsync(wallet));
    }

    [Fact]
    public async Task Limits_ChangeByANewRowFromItsTimeOn()
    {
        // Tiers of this test's own, so that no other test meets them.
        var wallet = await cluster.NewWalletAsync();
        await cluster.Database.ExecuteAsync(
            "insert into ledger_limit values (4, now() - interval '1 day', 100, null, null), (4, now() - interval '1 hour', 50, null, null), (4, now() + interval '1 hour', 1000, null, null)");
        await cluster.Database.ExecuteAsync("update ledger_account set tier = 4, version = version + 1 where code = $1", $"wallet:{wallet}");

        Assert.Equal(WalletErrors.BalanceLimitExceeded, (await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(51), OperationNamed.Anew()))).Error);
        Assert.True((await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(50), OperationNamed.Anew()))).IsSuccess);
    }

    [Fact]
    public async Task SetTier_OfNothingOrToNothing_IsRefused()
    {
        Assert.Equal(WalletErrors.NotFound, (await cluster.Wallet(GrainCluster.NewId()).SetTierAsync(WalletTier.Verified)).Error);
        Assert.Equal("validation_failed", (await cluster.Wallet(await cluster.NewWalletAsync()).SetTierAsync((WalletTier)9)).Error?.Code);
        Assert.Equal(WalletErrors.NotFound, (await cluster.Wallet(GrainCluster.NewId()).GetLimitsAsync()).Error);
    }

    private async Task<string> VerifiedAsync(long units = 0)
    {
        var wallet = await cluster.NewWalletAsync();
        Assert.True((await cluster.Wallet(wallet).SetTierAsync(WalletTier.Verified)).IsSuccess);
        if (units > 0)
            Assert.True((await cluster.Wallet(wallet).TopUpAsync(new TopUp(Money.Rupiah(units), OperationNamed.Anew()))).IsSuccess);
        return wallet;
    }

    private async Task<long?> SpentAsync(string wallet) => (await cluster.Wallet(wallet).GetLimitsAsync()).Value?.DaySpent.Units;

    private async Task PayAsync(string wallet, long units) => Assert.True((await cluster.Wallet(wallet).PayAsync(
        new Pay(SystemAccount.BookingEscrow, TransactionKind.Payment, Money.Rupiah(units), "", OperationNamed.Anew()))).IsSuccess);

    private Task<Result<Movement>> TransferAsync(string from, string to, long units) =>
        cluster.Wallet(from).TransferAsync(new Transfer(to, Money.Rupiah(units), "", OperationNamed.Anew()));

    private async Task<Hold> SetAsideAsync(string from, string to, long units)
    {
        var hold = await cluster.Wallet(from).AuthorizeAsync(new Authorize(
            Payee.Person(to), TransactionKind.Transfer, Money.Rupiah(units), "", cluster.Time.GetUtcNow().AddHours(1), OperationNamed.Anew()));
        return hold.Value ?? throw new InvalidOperationException($"The hold was refused: {hold.Error}");
    }
}
