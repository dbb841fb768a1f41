using System.Collections.Immutable;
using Nusaloka.Accounts;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>What can be done with an account after it was opened.</summary>
public sealed class AccountGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task UpdateProfile_TenAtOnceFromOneVersion_OneWins()
    {
        var id = await RegisterAsync(cluster.NewPerson());

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => cluster.Account(id).UpdateProfileAsync(new UpdateProfile($"Siti {i}", 1))));

        var winner = Assert.Single(results, static result => result.IsSuccess).Value;
        Assert.Equal(2, winner?.Version);
        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(AccountErrors.VersionMismatch, result.Error));
        Assert.Equal(winner, (await cluster.Account(id).GetAsync()).Value);
        Assert.Equal(winner?.FullName, await cluster.Database.ScalarAsync<string>("select full_name from account where id = $1", id));
    }

    [Fact]
    public async Task Get_NobodysId_IsNotFoundAndStoresNothing()
    {
        var id = GrainCluster.NewId();

        Assert.Equal(AccountErrors.NotFound, (await cluster.Account(id).GetAsync()).Error);
        Assert.Equal(AccountErrors.NotFound, (await cluster.Account(id).UpdateProfileAsync(new UpdateProfile("Siti", null))).Error);
        Assert.Equal(AccountErrors.NotFound, (await cluster.Account(id).CloseAsync()).Error);
        Assert.Equal(0, await cluster.Database.ScalarAsync<long>("select count(*) from grain_state where id = $1", id));
    }

    [Fact]
    public async Task Close_AnAccount_FreesItsIdentifiersAndErasesThePerson()
    {
        var person = cluster.NewPerson();
        var id = await RegisterAsync(person);

        var closed = await cluster.Account(id).CloseAsync();

        Assert.True(closed.IsSuccess);
        Assert.Equal(AccountErrors.NotFound, (await cluster.Account(id).GetAsync()).Error);
        Assert.Equal(AccountErrors.NotFound, (await cluster.Account(id).CloseAsync()).Error);
        Assert.Equal(AccountErrors.InvalidCredentials, (await cluster.Account(id).VerifyPasswordAsync(person.Password)).Error);
        Assert.Equal(WalletErrors.NotFound, (await cluster.Wallet(id).GetBalanceAsync()).Error);
        var stored = await cluster.Database.ScalarAsync<string>("select state::text from grain_state where kind = 'account' and id = $1", id);
        Assert.All([person.FullName, person.Email, person.Phone], personal => Assert.DoesNotContain(personal!, stored, StringComparison.Ordinal));
        Assert.Equal(0, await cluster.Database.ScalarAsync<long>("select count(*) from account where id = $1", id));

        Assert.True((await cluster.Account(GrainCluster.NewId()).RegisterAsync(person)).IsSuccess);
        Assert.Equal(AccountErrors.Exists, (await cluster.Account(id).RegisterAsync(person)).Error);
    }

    [Fact]
    public async Task Close_WithMoney_IsRefusedAndEverythingStays()
    {
        var person = cluster.NewPerson();
        var id = await RegisterAsync(person);
        await cluster.Wallet(id).TopUpAsync(new TopUp(Money.Rupiah(1), OperationNamed.Anew()));

        var refused = await cluster.Account(id).CloseAsync();

        Assert.Equal(AccountErrors.WalletNotEmpty, refused.Error);
        Assert.True((await cluster.Account(id).GetAsync()).IsSuccess);
        Assert.Equal(1, await cluster.BalanceAsync(id));
        Assert.Equal(id, await cluster.Identifier("email:" + person.Email).FindAccountAsync());
    }

    [Fact]
    public async Task Close_ThatDiedAfterTheWallet_GoesOnWhenRepeated()
    {
        var id = await RegisterAsync(cluster.NewPerson());
        Assert.True((await cluster.Wallet(id).CloseAsync()).IsSuccess);

        Assert.True((await cluster.Account(id).CloseAsync()).IsSuccess);
    }

    [Fact]
    public async Task Confirm_LateAfterTheIdentifierWentToAnother_DoesNotTakeItBack()
    {
        var person = cluster.NewPerson();
        var (first, key) = (await RegisterAsync(person), "email:" + person.Email);
        await cluster.Account(first).CloseAsync();
        var second = await RegisterAsync(person);

        await cluster.Identifier(key).ConfirmAsync(first);
        await cluster.Identifier(key).ReleaseAsync(first);

        Assert.Equal(second, await cluster.Identifier(key).FindAccountAsync());
    }

    [Fact]
    public async Task Confirm_ForAnAccountThatDoesNotHoldIt_DoesNothing()
    {
        var key = "email:" + cluster.NewEmail();

        await cluster.Identifier(key).ConfirmAsync(GrainCluster.NewId());

        Assert.Null(await cluster.Identifier(key).FindAccountAsync());
    }

    [Fact]
    public async Task Directory_AllPages_ListsOpenAccountsOnceOldestFirst()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add(await RegisterAsync(cluster.NewPerson()));
        await cluster.Account(ids[2]).CloseAsync();

        var listed = ImmutableArray.CreateBuilder<Account>();
        string? cursor = null;
        do
        {
            var page = (await cluster.Grain<IAccountDirectoryGrain>("0").ListAsync(new PageRequest(2, cursor))).Value;
            Assert.True(page?.Items.Length <= 2);
            listed.AddRange(page!.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(listed.Count, listed.Select(static account => account.Id).Distinct().Count());
        Assert.Equal(ids.Where((_, i) => i != 2), listed.Select(static account => account.Id).Where(ids.Contains));
        Assert.Equal(listed.Select(static account => account.CreatedAt).Order(), listed.Select(static account => account.CreatedAt));
        Assert.Equal((await cluster.Account(ids[0]).GetAsync()).Value, listed.Single(account => account.Id == ids[0]));
    }

    [Fact]
    public async Task Directory_CursorThatIsNone_IsRefused() =>
        Assert.Equal(PageErrors.CursorInvalid, (await cluster.Grain<IAccountDirectoryGrain>("0").ListAsync(new PageRequest(2, "nonsense"))).Error);

    private async Task<string> RegisterAsync(RegisterAccount person)
    {
        var id = GrainCluster.NewId();
        Assert.Null((await cluster.Account(id).RegisterAsync(person)).Error);
        return id;
    }
}
