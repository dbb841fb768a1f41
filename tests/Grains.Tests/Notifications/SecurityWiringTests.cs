using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Accounts.Passkeys;
using Nusaloka.Grains.Payments.Withdrawals;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>What others may do to an account or its money is told its owner: from the event to the inbox and to one channel that leads out, once on each.</summary>
public sealed class SecurityWiringTests : IAsyncLifetime
{
    private readonly HeldSender _hooks = new();
    private readonly GrainCluster _cluster;

    public SecurityWiringTests() => _cluster = new GrainCluster(_hooks.Replace);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task AnotherAddressAndNumber_AreTold()
    {
        var owner = await PersonAsync();

        Assert.True((await _cluster.Account(owner).ChangeIdentifierAsync(new ChangeIdentifier("email:" + _cluster.NewEmail(), "session", "id"))).IsSuccess);
        Assert.True((await _cluster.Account(owner).ChangeIdentifierAsync(new ChangeIdentifier("phone:" + _cluster.NewPhone(), "session", "id"))).IsSuccess);

        await AssertToldAsync(owner, "security.email_changed", "Alamat e-mail baru");
        await AssertToldAsync(owner, "security.phone_changed", "Nomor telepon baru");
        Assert.Contains("o***@nusaloka.id", (await _cluster.ToldAsync(owner, "security.email_changed")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangeThatIsTakenBack_IsTold()
    {
        var owner = await PersonAsync();
        // What was named before it is forgotten; the webhook of this person is newer.
        var before = _cluster.Time.GetUtcNow().AddHours(-1);

        await _cluster.HappenAsync(IdentifierReverted.Type, new IdentifierReverted(
            owner, [], [], new AccessChange(1, SessionEndReason.CredentialChanged, null), before) { Back = "email:lama@contoh.id" });

        await AssertToldAsync(owner, "security.change_taken_back", "Perubahan alamat dibatalkan");
    }

    [Theory]
    [InlineData(ReversalStep.AskedType, "security.reversal_asked", "Ada yang meminta perubahan alamat dibatalkan")]
    [InlineData(ReversalStep.ContestedType, "security.reversal_contested", "Pembatalan perubahan alamat disanggah")]
    [InlineData(ReversalStep.RejectedType, "security.reversal_rejected", "Perubahan alamat tetap berlaku")]
    public async Task AWishToTakeAChangeBack_IsTold(string type, string kind, string title)
    {
        var owner = await PersonAsync();
        var now = _cluster.Time.GetUtcNow();

        await _cluster.HappenAsync(type, new ReversalStep(owner, "email:lama@contoh.id", now.AddDays(1), "id", null, "", now));

        await AssertToldAsync(owner, kind, title);
        Assert.Contains("l***@contoh.id", (await _cluster.ToldAsync(owner, kind)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AClaim_IsTold()
    {
        var owner = await PersonAsync();

        await _cluster.HappenAsync(AccessChanged.ClaimedType, new AccessChanged(owner, null, "", owner, _cluster.Time.GetUtcNow().AddHours(-1)));

        await AssertToldAsync(owner, "security.claimed", "Alamat Anda terbukti");
    }

    [Fact]
    public async Task ASignInWithANewDevice_IsToldAndOneWithAKnownDeviceIsNot()
    {
        var owner = await PersonAsync();

        foreach (var device in (string[])["Chrome, Android", "Chrome, Android", "Firefox, Windows"])
            Assert.True((await _cluster.Grain<ISessionsGrain>(owner).StartAsync(new StartSession(device, ["pwd"], Network: "10.1"))).IsSuccess);

        await AssertToldAsync(owner, "security.new_device", "Masuk dari perangkat atau jaringan baru");
        Assert.Contains("Firefox, Windows", (await _cluster.ToldAsync(owner, "security.new_device")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACopiedPasskey_IsTold()
    {
        var owner = await PersonAsync();

        await _cluster.HappenAsync(PasskeyCounterWentBack.Type, new PasskeyCounterWentBack(owner, "p", 5, 4));

        await AssertToldAsync(owner, "security.passkey_copied", "Passkey Anda mungkin disalin");
    }

    [Fact]
    public async Task AHundredWrongPasswords_AreTold()
    {
        var owner = await PersonAsync();

        // One after the other: of many at once some would be told that the silos are busy, and not be counted.
        for (var guess = 0; guess < FailedProofWriter.ManyInADay; guess++)
            await _cluster.Account(owner).VerifyPasswordAsync($"tebakan {guess}");

        await AssertToldAsync(owner, "security.many_failed", "Ada yang mencoba menebak kata sandi Anda");
        Assert.Contains(" 100 kali", (await _cluster.ToldAsync(owner, "security.many_failed")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACanceledWithdrawal_IsTold()
    {
        var owner = await PersonAsync();

        await _cluster.HappenAsync(WithdrawalEnded.CanceledType, new WithdrawalEnded(
            GrainCluster.NewId(), owner, Money.Rupiah(250_000), "canceled", _cluster.Time.GetUtcNow()));

        await AssertToldAsync(owner, "withdrawal.canceled", "Penarikan dibatalkan");
        Assert.Contains("Rp250.000", (await _cluster.ToldAsync(owner, "withdrawal.canceled")).Body, StringComparison.Ordinal);
    }

    private async Task<string> PersonAsync()
    {
        var id = GrainCluster.NewId();
        Assert.True((await _cluster.Account(id).RegisterAsync(_cluster.NewPerson())).IsSuccess);
        await _cluster.HookAsync(id, "https://hook.contoh.id/a", NotificationCategory.Security, NotificationCategory.Payments);
        return id;
    }

    private Task AssertToldAsync(string account, string kind, string title) => _cluster.AssertToldAsync(_hooks, account, kind, title);
}
