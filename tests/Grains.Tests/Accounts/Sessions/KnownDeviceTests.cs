using System.Buffers.Text;
using System.Security.Cryptography;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Tests.Cluster;

namespace Nusaloka.Grains.Tests.Accounts.Sessions;

/// <summary>Devices that an account knows, and passkeys that are removed while somebody signs in with them.</summary>
public sealed class KnownDeviceTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private ISignInGrain SignIn => cluster.Grain<ISignInGrain>("0");

    [Fact]
    public async Task Recognise_ADeviceOfTheAccount_NamesItTheSameByMailAndPhone()
    {
        var (id, person) = await RegisterAsync();
        var token = await StartAsync(id);

        var byMail = await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, token));
        var byPhone = await SignIn.RecogniseDeviceAsync(new RecogniseDevice(null, person.Phone, token));

        Assert.NotNull(byMail);
        Assert.Equal(byMail, byPhone);
        Assert.DoesNotContain(token, byMail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognise_ADeviceOfAnotherAccount_IsNobodys()
    {
        var ((id, _), (_, other)) = (await RegisterAsync(), await RegisterAsync());
        var token = await StartAsync(id);

        Assert.Null(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(other.Email, null, token)));
        Assert.Null(await SignIn.RecogniseDeviceAsync(new RecogniseDevice("nobody@nusaloka.id", null, token)));
    }

    [Fact]
    public async Task Recognise_WhatTheAccountNeverGave_IsNobodys()
    {
        var (id, person) = await RegisterAsync();
        await StartAsync(id);

        Assert.Null(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, DeviceToken.Create(id).Text)));
        Assert.Null(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, "ndt_")));
    }

    [Fact]
    public async Task Start_WithAToken_GivesAnotherAndTheOldOneIsGoodForADay()
    {
        var (id, person) = await RegisterAsync();
        var first = await StartAsync(id);

        var second = await StartAsync(id, first);

        Assert.NotEqual(first, second);
        Assert.NotNull(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, first)));
        cluster.Time.Advance(TimeSpan.FromDays(1.1));
        Assert.Null(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, first)));
        Assert.NotNull(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, second)));
    }

    [Fact]
    public async Task Logout_LeavesTheDeviceKnownAndAnEndFromElsewhereDoesNot()
    {
        var (id, person) = await RegisterAsync();
        var sessions = cluster.Grain<ISessionsGrain>(id);
        var (here, lost) = (await StartSessionAsync(id), await StartSessionAsync(id));

        await sessions.EndAsync(here.SessionId, SessionEndReason.LoggedOut);
        await sessions.EndAsync(lost.SessionId, SessionEndReason.EndedByOwner);

        Assert.NotNull(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, here.DeviceToken!)));
        Assert.Null(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, lost.DeviceToken!)));
    }

    [Fact]
    public async Task ResetPassword_ForgetsDevicesEvenWhereNoSessionLives()
    {
        var (id, person) = await RegisterAsync();
        var session = await StartSessionAsync(id);
        await cluster.Grain<ISessionsGrain>(id).EndAsync(session.SessionId, SessionEndReason.LoggedOut);

        Assert.True((await cluster.Account(id).ResetPasswordAsync("kereta senja ke Bogor")).IsSuccess);

        Assert.Null(await SignIn.RecogniseDeviceAsync(new RecogniseDevice(person.Email, null, session.DeviceToken!)));
    }

    [Fact]
    public async Task Refresh_GivesNoDeviceToken()
    {
        var (id, _) = await RegisterAsync();
        var session = await StartSessionAsync(id);

        Assert.Null((await cluster.Grain<ISessionsGrain>(id).RefreshAsync(session.RefreshToken)).Value!.DeviceToken);
    }

    [Fact]
    public async Task Start_WithAPasskeyThatWasRemovedMeanwhile_IsRefused()
    {
        var (id, _) = await RegisterAsync();
        var passkey = (await cluster.Grain<IPasskeysGrain>(id).AddAsync(NewPasskey())).Value!;
        var command = new StartSession("test", [SignInMethods.Passkey], PasskeyId: passkey.Id);
        var before = await cluster.Grain<ISessionsGrain>(id).StartAsync(command);

        Assert.True((await cluster.Grain<IPasskeysGrain>(id).RemoveAsync(passkey.Id, keptSession: null)).IsSuccess);
        var after = await cluster.Grain<ISessionsGrain>(id).StartAsync(command);

        Assert.True(before.IsSuccess, $"{before.Error}");
        Assert.Equal(SessionErrors.SignInOutdated, after.Error);
        Assert.Equal(SessionErrors.RefreshTokenInvalid, (await cluster.Grain<ISessionsGrain>(id).RefreshAsync(before.Value.RefreshToken)).Error);
    }

    [Fact]
    public async Task Start_WhileThePasskeyIsRemoved_NeverLeavesASession()
    {
        var (id, _) = await RegisterAsync();
        for (var round = 0; round < 10; round++)
        {
            var passkey = (await cluster.Grain<IPasskeysGrain>(id).AddAsync(NewPasskey())).Value!;
            var command = new StartSession("test", [SignInMethods.Passkey], PasskeyId: passkey.Id);

            var starts = Enumerable.Range(0, 4).Select(_ => cluster.Grain<ISessionsGrain>(id).StartAsync(command)).ToArray();
            await cluster.Grain<IPasskeysGrain>(id).RemoveAsync(passkey.Id, keptSession: null);
            await Task.WhenAll(starts);

            Assert.Empty((await cluster.Grain<ISessionsGrain>(id).ListAsync()).Sessions);
        }
    }

    [Fact]
    public async Task EndBegunUpTo_HoweverLate_SparesWhatBeganLater()
    {
        var (id, _) = await RegisterAsync();
        var sessions = cluster.Grain<ISessionsGrain>(id);
        var old = await StartSessionAsync(id);
        var removedAt = cluster.Time.GetUtcNow();
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var later = await StartSessionAsync(id);

        await sessions.EndBegunUpToAsync(removedAt, SessionEndReason.CredentialChanged, exceptSession: null);

        Assert.False(await sessions.IsLiveAsync(old.SessionId));
        Assert.True(await sessions.IsLiveAsync(later.SessionId));
    }

    private static AddPasskey NewPasskey() => new(
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(77)), 0, [], true, true, null);

    private async Task<(string Id, RegisterAccount Person)> RegisterAsync()
    {
        var (id, person) = (GrainCluster.NewId(), cluster.NewPerson());
        Assert.True((await cluster.Account(id).RegisterAsync(person)).IsSuccess);
        return (id, person);
    }

    private async Task<string> StartAsync(string id, string? shown = null) => (await StartSessionAsync(id, shown)).DeviceToken!;

    private async Task<SessionTokens> StartSessionAsync(string id, string? shown = null) =>
        (await cluster.Grain<ISessionsGrain>(id).StartAsync(new StartSession("test", [SignInMethods.Password], DeviceToken: shown))).Value!;
}
