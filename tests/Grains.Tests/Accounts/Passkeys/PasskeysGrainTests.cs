using System.Buffers.Text;
using System.Security.Cryptography;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts.Passkeys;

/// <summary>Passkeys as grains keep them, and ceremonies.</summary>
public sealed class PasskeysGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private IPasskeyDirectoryGrain Directory => cluster.Grain<IPasskeyDirectoryGrain>("0");

    private ICeremonyGrain Ceremonies => cluster.Grain<ICeremonyGrain>("0");

    [Fact]
    public async Task Add_OneCredentialToManyAccountsAtOnce_OneHasIt()
    {
        var accounts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RegisterAsync()));
        var command = New();

        var results = await Task.WhenAll(accounts.Select(account => Passkeys(account).AddAsync(command)));

        Assert.All(results.Where(static result => !result.IsSuccess), static result => Assert.Equal(PasskeyErrors.Taken, result.Error));
        var winner = accounts[Array.IndexOf(results, Assert.Single(results, static result => result.IsSuccess))];
        Assert.Equal(winner, await Directory.FindOwnerAsync(command.CredentialId));
        foreach (var account in accounts)
            Assert.Equal(account == winner ? 1 : 0, (await Passkeys(account).ListAsync()).Length);
    }

    [Fact]
    public async Task Add_ToNobody_IsNotFoundAndStoresNothing()
    {
        var nobody = GrainCluster.NewId();
        var command = New();

        Assert.Equal(AccountErrors.NotFound, (await Passkeys(nobody).AddAsync(command)).Error);
        Assert.Empty(await Passkeys(nobody).ListAsync());
        Assert.Equal(PasskeyErrors.Refused, (await Passkeys(nobody).UseAsync(new UsePasskey(command.CredentialId, 1, false, false))).Error);
        Assert.Null(await Directory.FindOwnerAsync(command.CredentialId));
        Assert.Equal(0, await cluster.Database.ScalarAsync<long>("select count(*) from grain_state where id = $1", nobody));
    }

    [Fact]
    public async Task Use_TwentyAtOnceWithOneCounter_IsAllowedOnce()
    {
        var account = await RegisterAsync();
        var command = New();
        await Passkeys(account).AddAsync(command);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Passkeys(account).UseAsync(new UsePasskey(command.CredentialId, 7, false, false))));

        Assert.Single(results, static result => result.IsSuccess);
        Assert.Equal(7, (await Passkeys(account).ListAsync())[0].SignCount);
    }

    [Fact]
    public async Task Remove_TheLastOneOfAnAccountWithoutAPassword_IsRefused()
    {
        var account = GrainCluster.NewId();
        await cluster.Database.ExecuteAsync(
            """
            insert into grain_state (kind, id, version, updated_at, state)
            values ('account', $1, 1, now(), '{"status":"open","full_name":"Siti","password_hash":"","role":"user","version":1}')
            """,
            account);
        var (first, second) = (await Passkeys(account).AddAsync(New()), await Passkeys(account).AddAsync(New()));
        Assert.True(first.IsSuccess && second.IsSuccess, $"{first.Error} {second.Error}");

        Assert.True((await Passkeys(account).RemoveAsync(first.Value.Id, keptSession: null)).IsSuccess);
        Assert.Equal(PasskeyErrors.LastFactor, (await Passkeys(account).RemoveAsync(second.Value.Id, keptSession: null)).Error);

        Assert.Equal(second.Value.Id, Assert.Single(await Passkeys(account).ListAsync()).Id);
        Assert.Null(await Directory.FindOwnerAsync(first.Value.CredentialId));
    }

    [Fact]
    public async Task Close_TheAccount_ForgetsItsPasskeys()
    {
        var account = await RegisterAsync();
        var command = New();
        await Passkeys(account).AddAsync(command);

        Assert.True((await cluster.Account(account).CloseAsync()).IsSuccess);

        await Eventually.EqualAsync("passkeys", 0, async () => (await Passkeys(account).ListAsync()).Length);
        Assert.Null(await Directory.FindOwnerAsync(command.CredentialId));
        Assert.DoesNotContain(
            command.CredentialId,
            await cluster.Database.ScalarAsync<string>("select state::text from grain_state where kind = 'passkeys' and id = $1", account),
            StringComparison.Ordinal);
        Assert.True((await Passkeys(await RegisterAsync()).AddAsync(command)).IsSuccess);
    }

    [Fact]
    public async Task FindCandidates_OfSomebody_AreTheirsAndOfNobodyMadeUpTheSameEachTime()
    {
        var person = cluster.NewPerson();
        var account = await RegisterAsync(person);
        var before = (await Directory.FindCandidatesAsync(person.Email, null)).Value;
        var command = New();
        await Passkeys(account).AddAsync(command);

        var theirs = (await Directory.FindCandidatesAsync(person.Email, null)).Value;
        var byPhone = (await Directory.FindCandidatesAsync(null, person.Phone)).Value;
        var nobodys = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => (await Directory.FindCandidatesAsync($"bukan{i}@contoh.id", null)).Value));
        var again = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => (await Directory.FindCandidatesAsync($"BUKAN{i}@contoh.id", null)).Value));

        Assert.NotEqual(account, before?.AccountId);
        Assert.Equal((account, account), (theirs?.AccountId, byPhone?.AccountId));
        Assert.Equal(command.CredentialId, Assert.Single(theirs!.Passkeys).CredentialId);
        Assert.Equal(nobodys.Select(static one => one!.AccountId), again.Select(static one => one!.AccountId));
        Assert.Equal(nobodys.SelectMany(Ids), again.SelectMany(Ids));
        Assert.Equal(nobodys.SelectMany(Ids).Count(), nobodys.SelectMany(Ids).Distinct().Count());
        Assert.All(nobodys, static one => Assert.InRange(one!.Passkeys.Length, 1, 2));
        Assert.All(nobodys, static one => Assert.True(Guid.TryParseExact(one!.AccountId, "D", out _)));
        Assert.True(nobodys.SelectMany(Ids).Select(static id => id.Length).Distinct().Count() > 2, "Made up credentials all have one length.");
        Assert.Equal("validation_failed", (await Directory.FindCandidatesAsync(null, null)).Error?.Code);
    }

    [Fact]
    public async Task Ceremony_Taken_IsGivenOnceToOneOfMany()
    {
        var begun = new Ceremony(CeremonyPurpose.SignIn, GrainCluster.NewId(), "a challenge");
        var id = await Ceremonies.BeginAsync(begun);

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ceremonies.TakeAsync(id, CeremonyPurpose.SignIn)));

        Assert.Equal(begun, Assert.Single(taken, static one => one.IsSuccess).Value);
        Assert.All(taken.Where(static one => !one.IsSuccess), static one => Assert.Equal(PasskeyErrors.CeremonyOver, one.Error));
    }

    [Fact]
    public async Task Ceremony_ForAnotherPurpose_IsOverForBoth()
    {
        var id = await Ceremonies.BeginAsync(new Ceremony(CeremonyPurpose.Registration, GrainCluster.NewId(), "a challenge"));

        Assert.Equal(PasskeyErrors.CeremonyOver, (await Ceremonies.TakeAsync(id, CeremonyPurpose.SignIn)).Error);
        Assert.Equal(PasskeyErrors.CeremonyOver, (await Ceremonies.TakeAsync(id, CeremonyPurpose.Registration)).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1 --")]
    public async Task Ceremony_ThatNobodyBegan_IsOver(string id) =>
        Assert.Equal(PasskeyErrors.CeremonyOver, (await Ceremonies.TakeAsync(id, CeremonyPurpose.SignIn)).Error);

    private static IEnumerable<string> Ids(PasskeyCandidates? candidates) => candidates!.Passkeys.Select(static one => one.CredentialId);

    private static AddPasskey New() => new(
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(77)), 0, ["internal"], false, false, null);

    private IPasskeysGrain Passkeys(string account) => cluster.Grain<IPasskeysGrain>(account);

    private async Task<string> RegisterAsync(RegisterAccount? person = null)
    {
        var id = GrainCluster.NewId();
        Assert.True((await cluster.Account(id).RegisterAsync(person ?? cluster.NewPerson())).IsSuccess);
        return id;
    }
}
