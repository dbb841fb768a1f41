using System.Buffers.Text;
using System.Security.Cryptography;
using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Mail;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Accounts;

/// <summary>What owners are told of sign-ins and what lets others in, and what is on record of it.</summary>
public sealed class AccountNoticeTests(MailCluster mail) : IClassFixture<MailCluster>
{
    private readonly GrainCluster _cluster = mail.Cluster;

    [Fact]
    public async Task Start_FromSomewhereNew_IsToldAndFromKnownPlacesIsNot()
    {
        var (id, person) = await RegisterAsync();
        await SignInAsync(id, "Chrome, Android", "10.1");
        await SignInAsync(id, "Chrome, Android", "10.1");

        await SignInAsync(id, "Firefox, Windows", "10.1");
        await SignInAsync(id, "Chrome, Android", "10.2");

        await mail.Mails.WaitForAsync(person.Email!, count: 2);
        var mails = await mail.Mails.ToAsync(person.Email!);
        Assert.Equal(["Masuk dari perangkat atau jaringan baru", "Masuk dari perangkat atau jaringan baru"], mails.Select(static one => one.Subject));
        Assert.Contains(mails, static one => one.Body.Contains("Firefox, Windows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OfASession_IsOnRecordWithDeviceAndMethod()
    {
        var (id, _) = await RegisterAsync();

        var session = await SignInAsync(id, "Chrome, Android", "10.1");

        await Eventually.TrueAsync("the sign-in is on record", async () => (await EventsAsync(id)).Any(
            one => (one.Type, one.SessionId, one.Detail) == ("session.started", session.SessionId, "pwd: Chrome, Android")));
    }

    [Fact]
    public async Task Ban_AndItsEnd_AreTold()
    {
        var (id, person) = await RegisterAsync();

        Assert.True((await _cluster.Account(id).BanAsync(new BanAccount("penipuan", "officer"))).IsSuccess);
        var banned = await mail.Mails.WaitForAsync(person.Email!);
        Assert.True((await _cluster.Account(id).UnbanAsync("officer")).IsSuccess);

        Assert.Equal("Akun Nusaloka Anda ditutup sementara", banned.Subject);
        Assert.DoesNotContain("penipuan", banned.Body, StringComparison.Ordinal);
        await Eventually.TrueAsync("they are told that it is open again", async () =>
            (await mail.Mails.ToAsync(person.Email!)).Any(static one => one.Subject == "Akun Nusaloka Anda dibuka lagi"));
    }

    [Fact]
    public async Task AddPasskey_IsTold()
    {
        var (id, person) = await RegisterAsync();

        Assert.True((await _cluster.Grain<IPasskeysGrain>(id).AddAsync(NewPasskey())).IsSuccess);

        Assert.Equal("Passkey baru di akun Nusaloka Anda", (await mail.Mails.WaitForAsync(person.Email!)).Subject);
    }

    [Fact]
    public async Task Claim_IsTold()
    {
        var (id, person) = await RegisterAsync();

        Assert.True((await _cluster.Account(id).ClaimAsync("email:" + person.Email)).IsSuccess);

        Assert.Contains("passkey", (await mail.Mails.WaitForAsync(person.Email!)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPasswords_AreOneRecordAnHour_AndAHundredAreTold()
    {
        var (id, person) = await RegisterAsync();

        // One after the other: of many at once some would be told that the silos are busy, and not be counted.
        for (var guess = 0; guess < 100; guess++)
            await _cluster.Account(id).VerifyPasswordAsync($"tebakan {guess}");

        Assert.Equal("Ada yang mencoba menebak kata sandi Nusaloka Anda", (await mail.Mails.WaitForAsync(person.Email!)).Subject);
        var counted = (await EventsAsync(id)).Where(static one => one.Type == "sign_in.failed").ToArray();
        Assert.InRange(counted.Length, 1, 2);
        Assert.Equal(100, counted.Sum(static one => long.Parse(one.Detail, System.Globalization.CultureInfo.InvariantCulture)));
        await Eventually.TrueAsync("the notice is on record", async () => (await EventsAsync(id)).Any(static one => one.Type == "sign_in.many_failed"));
    }

    private static AddPasskey NewPasskey() => new(
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(77)), 0, ["internal"], false, false, null);

    private async Task<IEnumerable<SecurityEvent>> EventsAsync(string id) =>
        (await _cluster.Grain<ISecurityEventQueryGrain>("0").ListAsync(id, new PageRequest(50, null))).Value!.Items;

    private async Task<SessionTokens> SignInAsync(string id, string device, string network)
    {
        var started = await _cluster.Grain<ISessionsGrain>(id).StartAsync(new StartSession(device, ["pwd"], Network: network));
        Assert.True(started.IsSuccess, $"{started.Error}");
        return started.Value;
    }

    private async Task<(string Id, RegisterAccount Person)> RegisterAsync()
    {
        var (id, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        return (id, person);
    }
}
