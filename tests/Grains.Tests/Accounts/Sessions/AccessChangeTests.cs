using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts.Sessions;

/// <summary>Bans, roles, passwords and closing: what ends with them, also when a process dies in between.</summary>
public sealed class AccessChangeTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const string Admin = "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e";

    [Fact]
    public async Task ChangePassword_Right_EndsAllOtherSessionsAndKeepsThisOne()
    {
        var person = await SignInAsync();
        var other = (await person.Sessions.StartAsync(new StartSession("two", ["pwd"]))).Value!;

        var changed = await person.Account.ChangePasswordAsync(new ChangePassword(person.Password, "kata-sandi-2", person.First.SessionId));

        Assert.True(changed.IsSuccess);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await person.Sessions.RefreshAsync(other.RefreshToken)).Error);
        Assert.True((await person.Sessions.RefreshAsync(person.First.RefreshToken)).IsSuccess);
        Assert.Equal(AccountErrors.InvalidCredentials, (await person.Account.VerifyPasswordAsync(person.Password)).Error);
        Assert.True((await person.Account.VerifyPasswordAsync("kata-sandi-2")).IsSuccess);
        Assert.Contains(await RevokedAsync(), one => one == other.SessionId);
        Assert.DoesNotContain(await RevokedAsync(), one => one == person.First.SessionId);
    }

    [Fact]
    public async Task ChangePassword_Twice_StillKeepsTheSession()
    {
        var person = await SignInAsync();
        await person.Account.ChangePasswordAsync(new ChangePassword(person.Password, "kata-sandi-2", person.First.SessionId));

        await person.Account.ChangePasswordAsync(new ChangePassword("kata-sandi-2", "kata-sandi-3", person.First.SessionId));

        Assert.True((await person.Sessions.RefreshAsync(person.First.RefreshToken)).IsSuccess);
    }

    [Theory]
    [InlineData("bukan sandinya", "kata-sandi-2", "wrong_password")]
    [InlineData("kata-sandi-1", "pendek", "validation_failed")]
    public async Task ChangePassword_WrongOrTooShort_ChangesNothing(string current, string next, string error)
    {
        var person = await SignInAsync();

        Assert.Equal(error, (await person.Account.ChangePasswordAsync(new ChangePassword(current, next, null))).Error?.Code);

        Assert.True((await person.Account.VerifyPasswordAsync(person.Password)).IsSuccess);
        Assert.True((await person.Sessions.RefreshAsync(person.First.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task ResetPassword_EndsAllSessions()
    {
        var person = await SignInAsync();

        Assert.True((await person.Account.ResetPasswordAsync("kata-sandi-2")).IsSuccess);

        Assert.Empty((await person.Sessions.ListAsync()).Sessions);
        Assert.True((await person.Account.VerifyPasswordAsync("kata-sandi-2")).IsSuccess);
    }

    [Fact]
    public async Task SetRole_Another_EndsSessionsAndTheNextTokenSaysIt()
    {
        var person = await SignInAsync();

        var changed = await person.Account.SetRoleAsync(new SetRole(Role.Host, Admin));

        Assert.Equal(Role.Host, changed.Value?.Account.Role);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await person.Sessions.RefreshAsync(person.First.RefreshToken)).Error);
        Assert.Equal(Role.Host, (await person.Sessions.StartAsync(new StartSession("", ["pwd"]))).Value?.Account.Role);
        await Eventually.TrueAsync("who did it is on record", async () => (await SecurityEventsAsync(person.Id))
            .Any(static one => (one.Type, one.Detail, one.By) == ("account.role_changed", "user to host", Admin)));
    }

    [Fact]
    public async Task SetRole_TheSame_EndsNothing()
    {
        var person = await SignInAsync();

        Assert.True((await person.Account.SetRoleAsync(new SetRole(Role.User, Admin))).IsSuccess);

        Assert.True((await person.Sessions.RefreshAsync(person.First.RefreshToken)).IsSuccess);
    }

    [Fact]
    public async Task SetRole_Service_IsRefused() => Assert.Equal(
        "validation_failed", (await (await SignInAsync()).Account.SetRoleAsync(new SetRole(Role.Service, Admin))).Error?.Code);

    [Fact]
    public async Task Ban_ThenUnban_ShutsAndOpens()
    {
        var person = await SignInAsync();

        var banned = await person.Account.BanAsync(new BanAccount(" penipuan ", Admin));

        Assert.Equal((true, "penipuan"), (banned.Value?.IsBanned, banned.Value?.BanReason));
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await person.Sessions.RefreshAsync(person.First.RefreshToken)).Error);
        Assert.Equal(AccountErrors.Banned, (await person.Sessions.StartAsync(new StartSession("", ["pop"]))).Error);
        Assert.Equal(AccountErrors.Banned, (await person.Account.VerifyPasswordAsync(person.Password)).Error);
        Assert.Equal(AccountErrors.InvalidCredentials, (await person.Account.VerifyPasswordAsync("bukan sandinya")).Error);
        Assert.Contains(await RevokedAsync(), one => one == person.First.SessionId);

        Assert.False((await person.Account.UnbanAsync(Admin)).Value?.IsBanned);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await person.Sessions.RefreshAsync(person.First.RefreshToken)).Error);
        Assert.True((await person.Sessions.StartAsync(new StartSession("", ["pwd"]))).IsSuccess);
    }

    [Fact]
    public async Task Ban_Banned_StillHasItsIdentifiersAndItsMoney()
    {
        var person = await SignInAsync();
        await person.Account.BanAsync(new BanAccount("penipuan", Admin));

        var view = (await person.Account.GetAsync()).Value!;
        Assert.Equal(AccountErrors.EmailTaken, (await cluster.Account(GrainCluster.NewId()).RegisterAsync(cluster.NewPerson() with { Email = view.Email })).Error);
        Assert.Equal(0, await cluster.BalanceAsync(person.Id));
    }

    [Fact]
    public async Task Ban_WhenTheProcessDiesBeforeTheSessionsEnd_NoRefreshGoesOnAndTheyEndLater()
    {
        var person = await SignInAsync();
        var failed = cluster.Calls.FailOnce(nameof(ISessionsGrain.EndOlderAsync), person.Id, outboxFails: false);

        await Assert.ThrowsAnyAsync<Exception>(() => person.Account.BanAsync(new BanAccount("penipuan", Admin)));

        Assert.Equal(1, failed());
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await person.Sessions.RefreshAsync(person.First.RefreshToken)).Error);
        await Eventually.TrueAsync("the outbox ends the session", async () => (await person.Sessions.ListAsync()).Sessions.IsEmpty);
    }

    [Fact]
    public async Task End_WhenTheProcessDiesBeforeTheRevocation_ItIsMadeUpForByTheOutbox()
    {
        var person = await SignInAsync();
        var failed = cluster.Calls.FailOnce(nameof(IRevocationsGrain.AddAsync), IRevocationsGrain.Key);

        Assert.True((await person.Sessions.EndAsync(person.First.SessionId, SessionEndReason.LoggedOut)).IsSuccess);

        Assert.Equal(1, failed());
        await Eventually.TrueAsync("it is revoked", async () => (await RevokedAsync()).Contains(person.First.SessionId));
    }

    [Fact]
    public async Task Start_BetweenTheProofAndTheSession_ThePasswordChanged_IsRefused()
    {
        var person = await SignInAsync();
        var proven = (await person.Account.VerifyPasswordAsync(person.Password)).Value!;
        await person.Account.ResetPasswordAsync("kata-sandi-2");

        var started = await person.Sessions.StartAsync(new StartSession("", ["pwd"], proven.AccessVersion));

        Assert.Equal(SessionErrors.SignInOutdated, started.Error);
    }

    [Fact]
    public async Task Close_EndsAllSessions()
    {
        var person = await SignInAsync();

        Assert.True((await person.Account.CloseAsync()).IsSuccess);

        Assert.Empty((await person.Sessions.ListAsync()).Sessions);
        Assert.Contains(await RevokedAsync(), one => one == person.First.SessionId);
    }

    [Fact]
    public async Task Ban_WhileRefreshesRun_NeverWaitsForThemInACircle()
    {
        var person = await SignInAsync();

        var refreshes = Enumerable.Range(0, 20).Select(_ => person.Sessions.RefreshAsync(person.First.RefreshToken)).ToArray();
        var banned = await person.Account.BanAsync(new BanAccount("penipuan", Admin));
        await Task.WhenAll(refreshes);

        Assert.True(banned.IsSuccess);
        Assert.Empty((await person.Sessions.ListAsync()).Sessions);
    }

    [Fact]
    public async Task Revocations_AnActivationThatBeginsAnew_KnowsThem()
    {
        await using var own = new OwnCluster();
        var fresh = await own.StartAsync();
        var id = GrainCluster.NewId();
        await fresh.Account(id).RegisterAsync(fresh.NewPerson());
        var sessions = fresh.Grain<ISessionsGrain>(id);
        var first = (await sessions.StartAsync(new StartSession("", ["pwd"]))).Value!;
        fresh.Calls.FailAlways(nameof(IRevocationsGrain.AddAsync), IRevocationsGrain.Key);
        await sessions.EndAsync(first.SessionId, SessionEndReason.LoggedOut);

        var news = await fresh.Grain<IRevocationsGrain>(IRevocationsGrain.Key).GetSinceAsync(null);

        Assert.Equal((first.SessionId, id), (Assert.Single(news.Revocations).SessionId, news.Revocations[0].AccountId));
    }

    private async Task<SignedInPerson> SignInAsync()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        Assert.True((await cluster.Account(id).RegisterAsync(person)).IsSuccess);
        var sessions = cluster.Grain<ISessionsGrain>(id);
        return new SignedInPerson(
            id, person.Password, cluster.Account(id), sessions, (await sessions.StartAsync(new StartSession("one", [SignInMethods.Password]))).Value!);
    }

    private async Task<IEnumerable<string>> RevokedAsync() =>
        (await cluster.Grain<IRevocationsGrain>(IRevocationsGrain.Key).GetSinceAsync(null)).Revocations.Select(static one => one.SessionId);

    private async Task<IEnumerable<SecurityEvent>> SecurityEventsAsync(string accountId) =>
        (await cluster.Grain<ISecurityEventQueryGrain>("0").ListAsync(accountId, new PageRequest(10, null))).Value!.Items;

    private sealed record SignedInPerson(string Id, string Password, IAccountGrain Account, ISessionsGrain Sessions, SessionTokens First);
}
