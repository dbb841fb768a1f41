using Nusaloka.Accounts;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Accounts.Passkeys;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Notifications;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Whoever wants mails and short messages about security has one of each event, whether the account sends it or the notification.</summary>
public sealed class SecurityChannelTests : IAsyncLifetime
{
    private readonly SentMessages _sent = new();
    private readonly GrainCluster _cluster;

    public SecurityChannelTests() => _cluster = new GrainCluster(_sent.Replace);

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task WhatTheAccountSaysEverywhere_IsNotSaidAgain()
    {
        var (account, email, phone) = await PersonAsync();

        await _cluster.HappenAsync(AccessChanged.PasswordType, new AccessChanged(account, null, "", account, _cluster.Time.GetUtcNow()));
        await _cluster.HappenAsync(PasskeyAdded.Type, new PasskeyAdded(account, "p"));

        await _cluster.ToldAsync(account, "security.password_changed");
        await _cluster.ToldAsync(account, "security.passkey_added");
        await SaidAsync(account, email, phone, mails: 2, texts: 2);
        Assert.Equal(0L, await DeliveriesAsync(account));
    }

    [Fact]
    public async Task WhatTheAccountSaysByMail_GoesByShortMessageOnlyAsANotification()
    {
        var (account, email, phone) = await PersonAsync();

        await _cluster.HappenAsync(AccessChanged.BannedType, new AccessChanged(account, null, "", "officer", _cluster.Time.GetUtcNow()));

        await _cluster.ToldAsync(account, "security.banned");
        await SaidAsync(account, email, phone, mails: 1, texts: 1);
        Assert.Equal(1L, await DeliveriesAsync(account));
    }

    [Fact]
    public async Task WhatTheAccountDoesNotSay_GoesOutAsANotification()
    {
        var (account, email, phone) = await PersonAsync();

        await _cluster.HappenAsync(PasskeyRemoved.Type, new PasskeyRemoved(account, "p", null) { At = _cluster.Time.GetUtcNow() });
        await _cluster.HappenAsync(SessionsEnded.ReuseType, new SessionsEnded(
            account, [new SessionThatEnded("s", "Firefox")], SessionEndReason.Reused, _cluster.Time.GetUtcNow(), _cluster.Time.GetUtcNow()));

        await SaidAsync(account, email, phone, mails: 2, texts: 2);
        Assert.Equal(4L, await DeliveriesAsync(account));
    }

    [Fact]
    public async Task AnotherNumber_IsSaidToTheOldOneByTheAccountAndByMailAsANotification()
    {
        var (account, email, phone) = await PersonAsync();
        var another = _cluster.NewPhone();

        Assert.True((await _cluster.Account(account).ChangeIdentifierAsync(new ChangeIdentifier("phone:" + another, "session", "id"))).IsSuccess);

        await SaidAsync(account, email, phone, mails: 1, texts: 1);
        Assert.Empty(_sent.TextsTo(another));
        Assert.Equal(1L, await DeliveriesAsync(account));
    }

    [Fact]
    public async Task ACopiedPasskey_IsMailedWhateverIsChosen()
    {
        var (account, email, phone) = await PersonAsync(NotificationChannel.InApp);

        await _cluster.HappenAsync(PasskeyCounterWentBack.Type, new PasskeyCounterWentBack(account, "p", 5, 4));

        await SaidAsync(account, email, phone, mails: 1, texts: 0);
        Assert.Equal("Passkey Anda mungkin disalin", Assert.Single(_sent.MailsTo(email)).Subject);
    }

    private Task<(string Account, string Email, string Phone)> PersonAsync() =>
        PersonAsync(NotificationChannel.InApp, NotificationChannel.Email, NotificationChannel.Sms);

    private async Task<(string Account, string Email, string Phone)> PersonAsync(params NotificationChannel[] channels)
    {
        var (id, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        Assert.True((await _cluster.Account(id).VerifyIdentifierAsync("email:" + person.Email)).IsSuccess);
        Assert.True((await _cluster.Account(id).VerifyIdentifierAsync("phone:" + person.Phone)).IsSuccess);
        var changed = await _cluster.Preferences(id).ChangeAsync(new ChangeNotificationPreferences(
            [new CategoryChannels(NotificationCategory.Security, [.. channels])],
            null, DigestWindow.None, null));
        Assert.True(changed.IsSuccess, changed.Error?.Detail);
        return (id, person.Email!, person.Phone!);
    }

    /// <summary>Waits until all is said, by whoever says it, and looks that it was said so often and no more.</summary>
    private async Task SaidAsync(string account, string email, string phone, int mails, int texts)
    {
        await Eventually.TrueAsync($"{mails} mails and {texts} short messages", () => _sent.MailsTo(email).Count >= mails && _sent.TextsTo(phone).Count >= texts);
        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        await Eventually.EqualAsync("all deliveries to end", 0L, () => _cluster.Database.ScalarAsync<long>(
            "select count(*) from notification_delivery where account_id = $1 and status = 0", account));
        Assert.Equal((mails, texts), (_sent.MailsTo(email).Count, _sent.TextsTo(phone).Count));
    }

    private Task<long> DeliveriesAsync(string account) =>
        _cluster.Database.ScalarAsync<long>("select count(*) from notification_delivery where account_id = $1", account);
}
