using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Nusaloka.Accounts;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Payments;
using Nusaloka.Profiles;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Payments;

/// <summary>Money for a bank account that is new waits, so that whoever took an account over does not have it before its owner knows.</summary>
public sealed class WithdrawalWaitTests : IAsyncLifetime
{
    private static readonly BankAccount Bank = new("bca", "8810012345", "Siti Aminah");
    private static readonly TimeSpan Wait = TimeSpan.FromDays(1);

    private readonly ScriptedGateway _gateway = new();
    private readonly GrainCluster _cluster;

    public WithdrawalWaitTests() => _cluster = new GrainCluster(host =>
    {
        host.Configuration["PAYMENTS:NEW_BANK_ACCOUNT_WAIT"] = Wait.ToString();
        host.Services.RemoveAll<IPayoutGateway>();
        host.Services.AddSingleton<IPayoutGateway>(_gateway);
    });

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public async Task DisposeAsync()
    {
        await LedgerInvariants.AssertAsync(_cluster.Database);
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task ToANewBankAccount_WaitsAndTellsItsOwner_ThenGoes()
    {
        var owner = await NewOwnerAsync();
        var id = PaymentCluster.NewId();

        var made = (await Grain(id).RequestAsync(Command(owner, Bank))).Value!.Withdrawal;

        Assert.Equal(WithdrawalStatus.Pending, made.Status);
        Assert.Equal(made.CreatedAt + Wait, made.PaysOutAt);
        Assert.Equal("insufficient_funds", (await _cluster.Wallet(owner).DebitAsync(new Debit(Money.Rupiah(100_000), OperationNamed.Anew()))).Error?.Code);
        await Eventually.EqualAsync("the notice", 1L, () => NoticesAsync(owner, "withdrawal.waiting"));
        Assert.Throws<KeyNotFoundException>(() => _gateway.PayoutTruth(id));

        _cluster.Time.Advance(Wait + TimeSpan.FromMinutes(1));
        await Eventually.EqualAsync("the withdrawal", WithdrawalStatus.Succeeded, async () => (await Grain(id).GetAsync()).Value!.Status, TimeSpan.FromSeconds(60));
        Assert.Equal(40_000, await _cluster.BalanceAsync(owner));
        Assert.Equal("withdrawal_not_cancelable", (await Grain(id).CancelAsync()).Error?.Code);
    }

    [Fact]
    public async Task WhileItWaits_ItsOwnerCancelsIt()
    {
        var owner = await NewOwnerAsync();
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, Bank));

        var (first, again) = (await Grain(id).CancelAsync(), await Grain(id).CancelAsync());

        Assert.Equal((WithdrawalStatus.Canceled, WithdrawalStatus.Canceled), (first.Value?.Status, again.Value?.Status));
        Assert.True((await _cluster.Wallet(owner).DebitAsync(new Debit(Money.Rupiah(100_000), OperationNamed.Anew()))).IsSuccess);
        Assert.Throws<KeyNotFoundException>(() => _gateway.PayoutTruth(id));
    }

    [Fact]
    public async Task WhenItsOwnerIsBannedMeanwhile_ItDoesNotGo()
    {
        var owner = await NewOwnerAsync();
        var id = PaymentCluster.NewId();
        await Grain(id).RequestAsync(Command(owner, Bank));
        Assert.True((await _cluster.Account(owner).BanAsync(new BanAccount("diambil alih", GrainCluster.NewId()))).IsSuccess);

        _cluster.Time.Advance(Wait + TimeSpan.FromMinutes(1));
        await Eventually.EqualAsync("a look at it when its day is over", 1L, () => _cluster.Database.ScalarAsync<long>(
            "select count(*) from reminder where name = 'withdrawal' and start_at > $1", (_cluster.Time.GetUtcNow() + TimeSpan.FromHours(5)).UtcDateTime), TimeSpan.FromSeconds(60));

        Assert.Throws<KeyNotFoundException>(() => _gateway.PayoutTruth(id));
        Assert.Equal(WithdrawalStatus.Canceled, (await Grain(id).CancelAsync()).Value?.Status);
    }

    [Fact]
    public async Task ToTheAccountThatWasKeptForADay_GoesAtOnce_AndAnotherOneIsNewAgain()
    {
        var owner = await NewOwnerAsync();
        var profile = _cluster.Grain<IProfileGrain>(owner);
        Assert.True((await profile.SaveBankAccountAsync(new SaveBankAccount(Bank, null))).IsSuccess);
        var early = (await Grain(PaymentCluster.NewId()).RequestAsync(Command(owner, null, 10_000))).Value!.Withdrawal;
        _cluster.Time.Advance(Wait);

        Assert.True((await profile.SaveBankAccountAsync(new SaveBankAccount(Bank with { BankCode = "BCA" }, null))).IsSuccess);
        var late = (await Grain(PaymentCluster.NewId()).RequestAsync(Command(owner, null, 10_000))).Value!.Withdrawal;
        var named = (await Grain(PaymentCluster.NewId()).RequestAsync(Command(owner, Bank with { BankCode = "Bca" }, 10_000))).Value!.Withdrawal;
        Assert.True((await profile.SaveBankAccountAsync(new SaveBankAccount(Bank with { AccountNumber = "8810054321" }, null))).IsSuccess);
        var changed = (await Grain(PaymentCluster.NewId()).RequestAsync(Command(owner, null, 10_000))).Value!.Withdrawal;

        Assert.Equal(
            (WithdrawalStatus.Pending, WithdrawalStatus.Succeeded, WithdrawalStatus.Succeeded, WithdrawalStatus.Pending),
            (early.Status, late.Status, named.Status, changed.Status));
        await Eventually.EqualAsync("the notices", 2L, () => NoticesAsync(owner, "profile.bank_account_changed"));
    }

    private async Task<string> NewOwnerAsync()
    {
        var id = GrainCluster.NewId();
        Assert.True((await _cluster.Account(id).RegisterAsync(_cluster.NewPerson())).IsSuccess);
        await _cluster.Wallet(id).OpenAsync();
        Assert.True((await _cluster.Wallet(id).TopUpAsync(new TopUp(Money.Rupiah(100_000), OperationNamed.Anew()))).IsSuccess);
        return id;
    }

    private Task<long> NoticesAsync(string owner, string kind) => _cluster.Database.ScalarAsync<long>(
        "select count(*) from notification where account_id = $1 and kind = $2", owner, kind);

    private static RequestWithdrawal Command(string owner, BankAccount? bank, long amount = 60_000) => new(owner, Money.Rupiah(amount), bank, "f");

    private IWithdrawalGrain Grain(Guid id) => _cluster.Grain<IWithdrawalGrain>(id.ToString());
}
