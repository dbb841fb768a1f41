using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Notifications.Channels;
using Nusaloka.Grains.Notifications.WebPush;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Grains.Tests.Mail;
using Nusaloka.Notifications;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>People are told what happens, once on each channel, in the way they want.</summary>
public sealed class NotificationTests(MailCluster mail) : IClassFixture<MailCluster>
{
    private static readonly PageRequest FirstPage = new(20, null);

    private readonly GrainCluster _cluster = mail.Cluster;

    [Fact]
    public async Task ATransfer_IsToldToBothSidesOnce()
    {
        var (a, b) = (await _cluster.NewWalletAsync(1_000), await _cluster.NewWalletAsync());

        await _cluster.Wallet(a).TransferAsync(new Transfer(b, Money.Rupiah(300), "Makan", OperationNamed.Anew()));

        var received = await WaitForAsync(b, "wallet.received");
        Assert.Equal(("Uang masuk Rp300", "Makan Saldo: Rp300."), (received.Title, received.Body));
        Assert.Equal("Saldo: Rp700.", (await WaitForAsync(a, "wallet.sent")).Body[6..]);
        Assert.Equal(2, await Inbox(a).CountUnreadAsync());
        Assert.Equal(1, await Inbox(b).CountUnreadAsync());
    }

    [Fact]
    public async Task TheSameEventTwice_IsOneNotificationAndOneMail()
    {
        var (account, email) = await NewPersonAsync();
        var told = NewNotification.Of(
            "event 1", account, "payment.succeeded", _cluster.Time.GetUtcNow(), ("payment_id", "p1"), ("amount", "450000"), ("at", "2026-01-06T00:30:00Z"));
        var publisher = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<NotificationPublisher>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => publisher.PublishAsync([told, told], CancellationToken.None)));

        var received = await mail.Mails.WaitForAsync(email);
        Assert.Equal("Pembayaran berhasil", received.Subject);
        Assert.Contains("Rp450.000", received.Body, StringComparison.Ordinal);
        await EndedAsync(account, told.Id);
        Assert.Single(await mail.Mails.ToAsync(email));
        Assert.Single((await Inbox(account).ListAsync(false, FirstPage)).Value!.Items);
    }

    [Fact]
    public async Task ANotice_UnderOneKey_IsOneNotification()
    {
        var (account, email) = await NewPersonAsync();
        var notice = new SendNotice(GrainCluster.NewId(), "Jadwal berubah", "Kapal berangkat pukul 09.00.", null, "f1");

        var first = await Inbox(account).SendAsync(notice);
        var again = await Inbox(account).SendAsync(notice);
        var other = await Inbox(account).SendAsync(notice with { Message = "Lain", Fingerprint = "f2" });

        Assert.Equal(first.Value, again.Value);
        Assert.Equal(NotificationErrors.KeyReused, other.Error);
        Assert.Equal("Jadwal berubah", (await mail.Mails.WaitForAsync(email)).Subject);
    }

    [Fact]
    public async Task ANotice_OnAChannelWithNothingProvenBehindIt_IsRefusedAndTellsNobody()
    {
        var (account, _) = await NewPersonAsync();

        var sms = await Inbox(account).SendAsync(new SendNotice(GrainCluster.NewId(), null, "Halo", NotificationChannel.Sms, "f"));
        var push = await Inbox(account).SendAsync(new SendNotice(GrainCluster.NewId(), null, "Halo", NotificationChannel.Push, "f"));
        var nobody = await Inbox(GrainCluster.NewId()).SendAsync(new SendNotice(GrainCluster.NewId(), null, "Halo", null, "f"));

        Assert.Equal("no_address", sms.Error?.Code);
        Assert.Equal("no_address", push.Error?.Code);
        Assert.Equal("account_not_found", nobody.Error?.Code);
        Assert.Empty((await Inbox(account).ListAsync(false, FirstPage)).Value!.Items);
    }

    [Fact]
    public async Task Inbox_PagesMarksAndDeletes()
    {
        var account = GrainCluster.NewId();
        var publisher = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<NotificationPublisher>();
        var start = _cluster.Time.GetUtcNow();
        var all = Enumerable.Range(0, 5).Select(i => NewNotification.Of($"{i}", account, "security.passkey_added", start.AddSeconds(i), ("at", "2026-01-06T00:30:00Z"))).ToArray();
        await publisher.PublishAsync(all, CancellationToken.None);

        var first = (await Inbox(account).ListAsync(false, new PageRequest(3, null))).Value!;
        var second = (await Inbox(account).ListAsync(false, new PageRequest(3, first.NextCursor))).Value!;
        Assert.Equal(all.Reverse().Select(static one => one.Id.ToString()), first.Items.Concat(second.Items).Select(static one => one.Id));
        Assert.Null(second.NextCursor);

        Assert.NotNull((await Inbox(account).MarkAsync(all[0].Id, isRead: true)).Value?.ReadAt);
        Assert.Equal(4, await Inbox(account).CountUnreadAsync());
        Assert.Null((await Inbox(account).MarkAsync(all[0].Id, isRead: false)).Value?.ReadAt);
        Assert.True((await Inbox(account).DeleteAsync(all[1].Id)).IsSuccess);
        Assert.Equal(NotificationErrors.NotFound, (await Inbox(account).GetAsync(all[1].Id)).Error);
        await publisher.PublishAsync(all, CancellationToken.None);
        Assert.Equal(4, (await Inbox(account).ListAsync(true, FirstPage)).Value!.Items.Length);
        Assert.Equal(3, await Inbox(account).MarkAllReadAsync(all[3].At));
        Assert.Equal(1, await Inbox(account).CountUnreadAsync());
        Assert.Equal(NotificationErrors.NotFound, (await Inbox(GrainCluster.NewId()).DeleteAsync(all[0].Id)).Error);
    }

    [Fact]
    public async Task QuietHours_HoldAMailBackUntilTheyEnd()
    {
        var (account, email) = await NewPersonAsync();
        var local = TimeOnly.FromDateTime(_cluster.Time.GetUtcNow().AddHours(7).DateTime);
        var quiet = new QuietHours(local.AddHours(-1), local.AddHours(1));
        await Preferences(account).ChangeAsync(new ChangeNotificationPreferences([], quiet, DigestWindow.None, null));

        var told = await PublishAsync(account, "refund.succeeded");

        var waiting = await _cluster.DeliveryOfAsync(account, told.Id);
        Assert.Equal(NotificationDeliveryStatus.Pending, waiting.Status);
        Assert.Empty(waiting.Attempts);
        Assert.InRange(waiting.DueAt!.Value, _cluster.Time.GetUtcNow().AddMinutes(55), _cluster.Time.GetUtcNow().AddMinutes(61));
        Assert.Empty(await mail.Mails.ToAsync(email));
    }

    [Fact]
    public async Task SendByEmail_OnceAndAgain_IsOneMail()
    {
        var (account, email) = await NewPersonAsync();
        var told = await PublishAsync(account, "security.passkey_added");

        var sent = await Inbox(account).SendByEmailAsync(told.Id);
        var again = await Inbox(account).SendByEmailAsync(told.Id);

        Assert.Equal(NotificationDeliveryStatus.Sent, sent.Value?.Status);
        Assert.Equal(sent.Value?.Id, again.Value?.Id);
        Assert.Equal(NotificationErrors.DeliveryStatus, (await Inbox(account).ResendByEmailAsync(told.Id)).Error);
        await mail.Mails.WaitForAsync(email);
        Assert.Single(await mail.Mails.ToAsync(email));
    }

    [Fact]
    public async Task AMail_ToNobodyProven_IsRefusedAndCanBeSentAgainLater()
    {
        var person = _cluster.NewPerson();
        var account = GrainCluster.NewId();
        Assert.True((await _cluster.Account(account).RegisterAsync(person)).IsSuccess);

        var told = await PublishAsync(account, "payment.succeeded");
        await EndedAsync(account, told.Id);
        Assert.Equal(NotificationDeliveryStatus.Failed, Assert.Single((await Inbox(account).ListDeliveriesAsync(told.Id)).Value!.Items).Status);

        await _cluster.Account(account).VerifyIdentifierAsync("email:" + person.Email);
        Assert.True((await Inbox(account).ResendByEmailAsync(told.Id)).IsSuccess);
        await mail.Mails.WaitForAsync(person.Email!);
        await EndedAsync(account, told.Id);
        Assert.Equal(2, Assert.Single((await Inbox(account).ListDeliveriesAsync(told.Id)).Value!.Items).Attempts.Length);
    }

    [Fact]
    public async Task ADigest_GathersMailsUntilItIsFull()
    {
        var (account, email) = await NewPersonAsync();
        await Preferences(account).ChangeAsync(new ChangeNotificationPreferences(
            [new CategoryChannels(NotificationCategory.Wallet, [NotificationChannel.InApp, NotificationChannel.Email])], null, DigestWindow.Hourly, null));
        var publisher = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<NotificationPublisher>();
        var all = Enumerable.Range(0, NotificationLimits.MaxDigest).Select(i => NewNotification.Of(
            $"{i}", account, "wallet.topped_up", _cluster.Time.GetUtcNow(), ("transaction_id", "t"), ("amount", $"{i}"), ("balance", "0"))).ToArray();

        await publisher.PublishAsync(all[1..], CancellationToken.None);
        await publisher.PublishAsync(all, CancellationToken.None);

        var digest = await mail.Mails.WaitForAsync(email);
        Assert.Contains("50", digest.Subject, StringComparison.Ordinal);
        Assert.Contains("Rp49", digest.Body, StringComparison.Ordinal);
        await publisher.PublishAsync(all, CancellationToken.None);
        Assert.Single(await mail.Mails.ToAsync(email));
    }

    [Fact]
    public async Task APushMessage_IsReadableByTheBrowserAlone_AndAGoneOneIsForgotten()
    {
        using var browser = new Browser();
        await using var service = await ScriptedServer.StartAsync();
        var bodies = new List<byte[]>();
        service.On("POST /push", async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            bodies.Add(copy.ToArray());
            context.Response.StatusCode = bodies.Count == 1 ? 201 : 410;
        });
        await using var own = new OwnCluster(host => host.Configuration.AddInMemoryCollection([new("NOTIFICATIONS:ALLOW_PRIVATE_TARGETS", "true")]));
        var cluster = await own.StartAsync();
        var sender = cluster.Silos.GetSiloServiceProvider().GetRequiredService<WebPushSender>();
        var target = new PushTarget(PushKind.WebPush, service.Address + "/push", browser.P256dhText, browser.AuthText);
        var outgoing = Outgoing(NotificationChannel.Push);

        await sender.SendAsync(target, "halo"u8.ToArray(), outgoing, CancellationToken.None);

        Assert.Equal("halo"u8.ToArray(), browser.Decrypt(bodies[0]));
        var seen = service.Seen[0];
        Assert.Equal(("aes128gcm", "86400", "normal"), (seen.Headers["Content-Encoding"], seen.Headers["TTL"], seen.Headers["Urgency"]));
        Assert.StartsWith("vapid t=", seen.Headers["Authorization"], StringComparison.Ordinal);
        await Assert.ThrowsAsync<PushGoneException>(() => sender.SendAsync(target, "halo"u8.ToArray(), outgoing, CancellationToken.None));
    }

    [Fact]
    public async Task AWebhookAtAPrivateAddress_IsNeverCalled()
    {
        await using var inside = await ScriptedServer.StartAsync();
        var client = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(WebhookNotificationSender.ClientName);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.PostAsync(new Uri(inside.Address + "/hook"), null));

        Assert.Contains("public internet", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(inside.Seen);
    }

    [Fact]
    public void Sign_OfAWebhook_IsTheHmacOfTimeAndBody()
    {
        var header = WebhookNotificationSender.Sign("{}"u8, "geheim", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));

        var expected = Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("geheim"u8, "1700000000.{}"u8));
        Assert.Equal($"t=1700000000,v1={expected}", header);
    }

    [Fact]
    public async Task Devices_AreBoundedAndTheirKeysEncrypted()
    {
        using var browser = new Browser();
        var account = GrainCluster.NewId();
        var device = new AddPushSubscription(PushKind.WebPush, "https://updates.push.services.mozilla.com/wpush/abc", browser.P256dhText, browser.AuthText, "Laptop");

        Assert.True((await Preferences(account).AddPushAsync(device)).IsSuccess);
        Assert.True((await Preferences(account).AddPushAsync(device with { Label = "Kantor" })).IsSuccess);
        Assert.Equal("Kantor", Assert.Single(await Preferences(account).ListPushAsync()).Label);
        for (var i = 1; i < NotificationLimits.MaxPushSubscriptions; i++)
            Assert.True((await Preferences(account).AddPushAsync(device with { Endpoint = $"https://updates.push.services.mozilla.com/wpush/{i}" })).IsSuccess);
        Assert.Equal(NotificationErrors.PushLimit, (await Preferences(account).AddPushAsync(device with { Endpoint = "https://updates.push.services.mozilla.com/wpush/x" })).Error);
        Assert.Equal("validation_failed", (await Preferences(account).AddPushAsync(device with { P256dh = "AAAA" })).Error?.Code);
        Assert.Equal("validation_failed", (await Preferences(account).AddPushAsync(device with { Endpoint = "https://10.0.0.1/" })).Error?.Code);

        var stored = await _cluster.Database.ScalarAsync<string>("select state::text from grain_state where kind = 'notification-settings' and id = $1", account);
        Assert.DoesNotContain(browser.AuthText, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("/abc", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AClaimedAccount_HasNoDevicesAndNoWebhookOfWhoeverOpenedIt()
    {
        using var browser = new Browser();
        var (account, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(account).RegisterAsync(person)).IsSuccess);
        Assert.True((await Preferences(account).SetWebhookAsync("https://hook.contoh.id/a")).IsSuccess);
        Assert.True((await Preferences(account).AddPushAsync(
            new AddPushSubscription(PushKind.WebPush, "https://updates.push.services.mozilla.com/wpush/abc", browser.P256dhText, browser.AuthText, ""))).IsSuccess);

        Assert.True((await _cluster.Account(account).ClaimAsync("email:" + person.Email)).IsSuccess);

        await Eventually.TrueAsync("the devices to be forgotten", async () =>
            (await Preferences(account).ListPushAsync()).IsEmpty && (await Preferences(account).GetWebhookAsync()).Error == NotificationErrors.WebhookNotFound);
    }

    private INotificationInboxGrain Inbox(string account) => _cluster.Grain<INotificationInboxGrain>(account);

    private INotificationPreferencesGrain Preferences(string account) => _cluster.Grain<INotificationPreferencesGrain>(account);

    private static OutgoingNotification Outgoing(NotificationChannel channel)
    {
        var id = Guid.Parse("3f1d9c64-0b1e-8a55-9d51-0f6b1f2c3d4e");
        return new OutgoingNotification(
            id, new OrderedDelivery("a", [id], channel, "d", default), "id",
            [new Notification(id.ToString(), "a", "wallet.sent", NotificationCategory.Wallet, "Judul", "Isi", null, default, null)]);
    }

    private async Task<(string Account, string Email)> NewPersonAsync()
    {
        var (id, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        Assert.True((await _cluster.Account(id).VerifyIdentifierAsync("email:" + person.Email)).IsSuccess);
        return (id, person.Email!);
    }

    private async Task<NewNotification> PublishAsync(string account, string kind)
    {
        var told = NewNotification.Of($"event of {account}", account, kind, _cluster.Time.GetUtcNow(), ("payment_id", "p"), ("amount", "1000"), ("at", "2026-01-06T00:30:00Z"));
        await _cluster.Silos.GetSiloServiceProvider().GetRequiredService<NotificationPublisher>().PublishAsync([told], CancellationToken.None);
        return told;
    }

    private async Task<Notification> WaitForAsync(string account, string kind)
    {
        Notification? found = null;
        await Eventually.TrueAsync($"{account} to be told of {kind}", async () =>
            (found = (await Inbox(account).ListAsync(false, FirstPage)).Value!.Items.SingleOrDefault(one => one.Kind == kind)) is not null);
        return found!;
    }

    private Task EndedAsync(string account, Guid notification) => Eventually.TrueAsync("every delivery to end", async () =>
        (await Inbox(account).ListDeliveriesAsync(notification)).Value!.Items is { IsEmpty: false } all && all.All(static one => one.EndedAt is not null));
}
