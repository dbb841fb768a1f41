using System.Buffers.Text;
using System.Security.Cryptography;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>Accounts that somebody opened with an address or number that is not theirs, and what they keep when its owner comes.</summary>
public sealed class ClaimTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task Claim_AsTheFirstProof_TakesPasswordPasskeysAndSessionsAway()
    {
        var (id, person) = await RegisterAsync();
        var theirs = await SessionAsync(id);
        Assert.True((await cluster.Grain<IPasskeysGrain>(id).AddAsync(NewPasskey())).IsSuccess);

        var claimed = await cluster.Account(id).ClaimAsync("email:" + person.Email);

        Assert.Equal((true, false), (claimed.Value?.Account.IsEmailVerified, claimed.Value?.Account.IsPhoneVerified));
        Assert.Equal(AccountErrors.InvalidCredentials, (await cluster.Account(id).VerifyPasswordAsync(person.Password)).Error);
        Assert.False(await cluster.Account(id).HasPasswordAsync());
        Assert.Empty(await cluster.Grain<IPasskeysGrain>(id).ListAsync());
        var sessions = cluster.Grain<ISessionsGrain>(id);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await sessions.RefreshAsync(theirs.RefreshToken)).Error);
        Assert.True((await sessions.StartAsync(new StartSession("own", ["otp"], claimed.Value?.AccessVersion))).IsSuccess);
    }

    [Fact]
    public async Task Claim_BesideAnotherThatWasProven_OpensNothingAndChangesNothing()
    {
        var (id, person) = await RegisterAsync();
        await cluster.Account(id).VerifyIdentifierAsync("phone:" + person.Phone);

        var claimed = await cluster.Account(id).ClaimAsync("email:" + person.Email);

        Assert.Equal(AccountErrors.NotFound, claimed.Error);
        Assert.False((await cluster.Account(id).GetAsync()).Value?.IsEmailVerified);
        Assert.True((await cluster.Account(id).VerifyPasswordAsync(person.Password)).IsSuccess);
    }

    [Fact]
    public async Task Claim_OfWhatWasProven_TakesNothingAway()
    {
        var (id, person) = await RegisterAsync();
        await cluster.Account(id).VerifyIdentifierAsync("email:" + person.Email);
        var session = await SessionAsync(id);

        Assert.True((await cluster.Account(id).ClaimAsync("email:" + person.Email)).IsSuccess);

        Assert.True((await cluster.Account(id).VerifyPasswordAsync(person.Password)).IsSuccess);
        Assert.True((await cluster.Grain<ISessionsGrain>(id).RefreshAsync(session.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task Claim_OfABannedAccount_IsRefusedAndChangesNothing()
    {
        var (id, person) = await RegisterAsync();
        await cluster.Account(id).BanAsync(new BanAccount("penipuan", id));

        Assert.Equal(AccountErrors.Banned, (await cluster.Account(id).ClaimAsync("email:" + person.Email)).Error);

        Assert.True(await cluster.Account(id).HasPasswordAsync());
    }

    [Fact]
    public async Task Claim_WhenTheProcessDiesBeforeThePasskeys_IsFinishedByTheOutbox()
    {
        var (id, person) = await RegisterAsync();
        await cluster.Grain<IPasskeysGrain>(id).AddAsync(NewPasskey());
        var died = cluster.Calls.FailOnce(nameof(IPasskeysGrain.EraseOlderAsync), id);

        await Assert.ThrowsAnyAsync<Exception>(() => cluster.Account(id).ClaimAsync("email:" + person.Email));

        Assert.Equal(1, died());
        await Eventually.TrueAsync("no passkeys", async () => (await cluster.Grain<IPasskeysGrain>(id).ListAsync()).IsEmpty);
    }

    [Fact]
    public async Task Claim_WhilePasskeysAreAdded_NeverWaitsForThemInACircle()
    {
        var (id, person) = await RegisterAsync();

        var added = Enumerable.Range(0, 5).Select(_ => cluster.Grain<IPasskeysGrain>(id).AddAsync(NewPasskey())).ToArray();
        var claimed = await cluster.Account(id).ClaimAsync("email:" + person.Email);
        await Task.WhenAll(added);

        Assert.True(claimed.IsSuccess);
    }

    private static AddPasskey NewPasskey() => new(
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(77)), 0, ["internal"], false, false, null);

    private async Task<(string Id, RegisterAccount Person)> RegisterAsync()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        Assert.True((await cluster.Account(id).RegisterAsync(person)).IsSuccess);
        return (id, person);
    }

    private async Task<SessionTokens> SessionAsync(string id) =>
        (await cluster.Grain<ISessionsGrain>(id).StartAsync(new StartSession("theirs", ["pwd"]))).Value!;
}
