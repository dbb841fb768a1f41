using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Somebody who can make admins is always left, whoever goes at the same time.</summary>
public sealed class LastAdminTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const string By = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    [Theory]
    [InlineData("demote")]
    [InlineData("ban")]
    [InlineData("close")]
    public async Task Leaving_TheLastAdmin_IsRefusedAndChangesNothing(string how)
    {
        var admin = await OnlyAdminAsync();
        var before = (await cluster.Account(admin).GetStandingAsync()).Value;

        Assert.Equal(AccountErrors.LastAdmin, await LeaveAsync(admin, how));

        var after = (await cluster.Account(admin).GetStandingAsync()).Value;
        Assert.Equal((before, Role.Admin, false), (after, after?.Account.Role, after?.IsBanned));
        Assert.Equal(0, await cluster.BalanceAsync(admin));
        Assert.True((await cluster.Wallet(admin).CreditAsync(new Credit(Money.Rupiah(1_000), OperationNamed.Anew()))).IsSuccess);
    }

    [Theory]
    [InlineData("demote")]
    [InlineData("ban")]
    [InlineData("close")]
    public async Task Leaving_WithAnotherAdmin_IsDone_ThenTheOtherStays(string how)
    {
        var (first, second) = (await OnlyAdminAsync(), await NewAdminAsync());

        Assert.Null(await LeaveAsync(first, how));

        Assert.Equal(AccountErrors.LastAdmin, await LeaveAsync(second, how));
        Assert.Equal([second], await InChargeAsync());
    }

    [Theory]
    [InlineData("demote", "demote")]
    [InlineData("ban", "ban")]
    [InlineData("close", "close")]
    [InlineData("demote", "close")]
    [InlineData("ban", "demote")]
    [InlineData("close", "ban")]
    public async Task Leaving_AllAtOnce_OneStays(string how, string otherHow)
    {
        string[] admins = [await OnlyAdminAsync(), await NewAdminAsync(), await NewAdminAsync(), await NewAdminAsync()];

        var refusals = await Task.WhenAll(admins.Select((admin, i) => LeaveAsync(admin, i % 2 == 0 ? how : otherHow)));

        var stays = admins[Array.IndexOf(refusals, Assert.Single(refusals, static refusal => refusal is not null))];
        Assert.Contains(AccountErrors.LastAdmin, refusals);
        Assert.Equal([stays], await InChargeAsync());
        Assert.Equal(Role.Admin, (await cluster.Account(stays).GetAsync()).Value?.Role);
        Assert.Equal(0, await cluster.BalanceAsync(stays));
    }

    [Fact]
    public async Task Close_AnAdminWithMoney_IsRefusedAndTheRoleIsKept()
    {
        var (admin, _) = (await OnlyAdminAsync(), await NewAdminAsync());
        await cluster.Wallet(admin).TopUpAsync(new TopUp(Money.Rupiah(5_000), OperationNamed.Anew()));

        Assert.Equal(AccountErrors.WalletNotEmpty, await LeaveAsync(admin, "close"));

        Assert.Equal(Role.Admin, (await cluster.Account(admin).GetAsync()).Value?.Role);
        Assert.Contains(admin, await InChargeAsync());
        await cluster.Wallet(admin).DebitAsync(new Debit(Money.Rupiah(5_000), OperationNamed.Anew()));
    }

    [Fact]
    public async Task Close_AnAdminWhoseWalletDoesNotAnswer_KeepsTheRole()
    {
        var (admin, _) = (await OnlyAdminAsync(), await NewAdminAsync());
        var failed = cluster.Calls.FailOnce(nameof(IWalletGrain.CloseAsync), admin);

        await Assert.ThrowsAnyAsync<Exception>(() => LeaveAsync(admin, "close"));

        Assert.Equal(1, failed());
        Assert.Equal(Role.Admin, (await cluster.Account(admin).GetAsync()).Value?.Role);
        Assert.Contains(admin, await InChargeAsync());
        Assert.Null(await LeaveAsync(admin, "close"));
    }

    [Fact]
    public async Task Unban_AnAdmin_MakesThemCountAgain()
    {
        var (first, second) = (await OnlyAdminAsync(), await NewAdminAsync());
        Assert.Null(await LeaveAsync(second, "ban"));
        Assert.Equal(AccountErrors.LastAdmin, await LeaveAsync(first, "demote"));

        await cluster.Account(second).UnbanAsync(By);

        Assert.Null(await LeaveAsync(first, "demote"));
        Assert.Equal([second], await InChargeAsync());
    }

    private async Task<Error?> LeaveAsync(string admin, string how) => how switch
    {
        "demote" => (await cluster.Account(admin).SetRoleAsync(new SetRole(Role.User, By))).Error,
        "ban" => (await cluster.Account(admin).BanAsync(new BanAccount("penipuan", By))).Error,
        _ => (await cluster.Account(admin).CloseAsync()).Error,
    };

    private async Task<string> NewAdminAsync()
    {
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(cluster.NewPerson() with { Role = Role.Admin })).IsSuccess);
        return id;
    }

    /// <summary>A new admin, and none of those that other tests have left.</summary>
    private async Task<string> OnlyAdminAsync()
    {
        var admin = await NewAdminAsync();
        foreach (var other in (await InChargeAsync()).Where(other => other != admin))
            Assert.Null(await LeaveAsync(other, "demote"));
        return admin;
    }

    private async Task<string[]> InChargeAsync() => await cluster.Database.ScalarAsync<string[]>(
        "select coalesce(array_agg(id order by id), '{}') from account where role = 4 and banned_at is null");
}
