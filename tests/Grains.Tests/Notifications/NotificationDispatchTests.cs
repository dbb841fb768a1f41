using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Accounts;
using Nusaloka.Grains.Accounts.Sessions;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Notifications.Channels;
using Nusaloka.Grains.Notifications.WebPush;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Testing;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>What leads out of the inbox serves each person apart from all others.</summary>
public sealed class NotificationDispatchTests : IAsyncLifetime
{
    private const string Hook = "https://hook.contoh.id/a";

    private readonly HeldSender _hooks = new();
    private readonly GrainCluster _cluster;

    public NotificationDispatchTests() => _cluster = new GrainCluster(host =>
    {
        host.Configuration.AddInMemoryCollection([new("NOTIFICATIONS:ALLOW_PRIVATE_TARGETS", "true")]);
        _hooks.Replace(host);
    });

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task SomebodyWhoseDeviceDoesNotAnswer_HoldsUpNobodyElse()
    {
        var (silent, other) = (await _cluster.NewWalletAsync(1_000), await _cluster.NewWalletAsync());
        await _cluster.ToldAsync(silent, "wallet.topped_up");
        await _cluster.HookAsync(silent, Hook, NotificationCategory.Wallet);
        await _cluster.HookAsync(other, Hook, NotificationCategory.Wallet);
        _hooks.Hold(silent);

        await TransferAsync(silent, other);
        var held = await _cluster.ToldAsync(silent, "wallet.sent");
        var pending = await _cluster.DeliveryOfAsync(silent, Guid.Parse(held.Id));
        await TransferAsync(silent, other);

        await Eventually.EqualAsync("both messages to the other", 2, () => Task.FromResult(_hooks.Sent.Count(one => one.Order.AccountId == other)));
        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        // The same again does not wait for the try that is under way either.
        await _cluster.Grain<INotificationSettingsGrain>(silent).DispatchAsync(Guid.Parse(held.Id), NotificationCategory.Wallet, null, []);
        Assert.Equal((NotificationDeliveryStatus.Pending, 0), (pending.Status, pending.Attempts.Length));
        Assert.DoesNotContain(_hooks.Sent, one => one.Order.AccountId == silent);
        _hooks.LetGo(silent);
        await Eventually.EqualAsync("both messages at last", 2, () => Task.FromResult(_hooks.Sent.Count(one => one.Order.AccountId == silent)));
    }

    [Fact]
    public async Task ADeviceThatIsGone_IsForgotten()
    {
        using var browser = new Browser();
        await using var service = await ScriptedServer.StartAsync();
        service.On("*", 410, "{}");
        var account = GrainCluster.NewId();
        Assert.True((await _cluster.Preferences(account).AddPushAsync(
            new AddPushSubscription(PushKind.WebPush, service.Address + "/push", browser.P256dhText, browser.AuthText, ""))).IsSuccess);

        var all = Enumerable.Range(0, 5).Select(i => Told(account, $"{i}")).ToArray();
        await Task.WhenAll(all.Select(one => _cluster.TellAsync(one)));

        await Eventually.TrueAsync("the device to be forgotten", async () => (await _cluster.Preferences(account).ListPushAsync()).IsEmpty);
        foreach (var one in all)
            await Eventually.TrueAsync("no delivery to be under way", async () => (await _cluster.Inbox(account).ListDeliveriesAsync(one.Id)).Value!.Items
                .All(static delivery => delivery.Status == NotificationDeliveryStatus.Failed));
    }

    [Fact]
    public async Task APushService_ThatAsksForAPause_IsLeftAloneSoLong()
    {
        using var browser = new Browser();
        await using var service = await ScriptedServer.StartAsync();
        service.On("*", context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "3600");
            return Task.CompletedTask;
        });
        var account = GrainCluster.NewId();
        Assert.True((await _cluster.Preferences(account).AddPushAsync(
            new AddPushSubscription(PushKind.WebPush, service.Address + "/push", browser.P256dhText, browser.AuthText, ""))).IsSuccess);
        var told = Told(account, "1");

        await _cluster.TellAsync(told);

        await Eventually.TrueAsync("a first try", async () => (await _cluster.DeliveryOfAsync(account, told.Id)).Attempts.Length > 0);
        var waiting = await _cluster.DeliveryOfAsync(account, told.Id);
        Assert.Equal(NotificationDeliveryStatus.Pending, waiting.Status);
        Assert.True(waiting.DueAt - waiting.Attempts[0].At >= TimeSpan.FromHours(1), $"It is due {waiting.DueAt - waiting.Attempts[0].At} after its first try.");
    }

    [Theory]
    [InlineData("referral.rewarded", 1)]
    [InlineData("security.passkey_added", 2)]
    public async Task WhatFailed_IsNotTriedAgainInQuietHoursUnlessItIsUrgent(string kind, int tries)
    {
        var account = GrainCluster.NewId();
        await _cluster.HookAsync(account, Hook, NotificationCategory.Referral, NotificationCategory.Security);
        _hooks.Fail(account, new DeliveryPostponedException("busy", TimeSpan.FromHours(1)));
        var told = NewNotification.Of("1", account, kind, _cluster.Time.GetUtcNow(), ("amount", "1000"), ("balance", "1000"), ("at", "2026-01-06T00:30:00Z"));
        await _cluster.TellAsync(told);
        await Eventually.TrueAsync("a first try", async () => (await _cluster.DeliveryOfAsync(account, told.Id)).Attempts.Length > 0);
        // By the clock of Jakarta, where people live who have not said where.
        var quiet = TimeOnly.FromDateTime(_cluster.Time.GetUtcNow().AddHours(7).AddMinutes(30).DateTime);
        Assert.True((await _cluster.Preferences(account).ChangeAsync(
            new ChangeNotificationPreferences([], new QuietHours(quiet, quiet.AddHours(5)), DigestWindow.None, null))).IsSuccess);

        _cluster.Time.Advance(TimeSpan.FromMinutes(75));

        await Eventually.TrueAsync("the time to have come", async () => (await _cluster.DeliveryOfAsync(account, told.Id)) is var delivery
            && (delivery.Attempts.Length == 2 || delivery.DueAt > told.At.AddHours(4)));
        Assert.Equal(tries, (await _cluster.DeliveryOfAsync(account, told.Id)).Attempts.Length);
        _cluster.Time.Advance(TimeSpan.FromHours(5));
        await Eventually.TrueAsync("another try", async () => (await _cluster.DeliveryOfAsync(account, told.Id)).Attempts.Length > tries);
    }

    [Fact]
    public async Task ARefusal_ThatTheHttpClientHasWrapped_IsNotTriedAgain()
    {
        var account = GrainCluster.NewId();
        await _cluster.HookAsync(account, Hook, NotificationCategory.Referral);
        _hooks.Fail(account, new HttpRequestException("connecting failed", new DeliveryRefusedException("no address on the public internet")));
        var told = Told(account, "1");

        await _cluster.TellAsync(told);

        await Eventually.TrueAsync("the delivery to end", async () => (await _cluster.DeliveryOfAsync(account, told.Id)).EndedAt is not null);
        var ended = await _cluster.DeliveryOfAsync(account, told.Id);
        Assert.Equal((NotificationDeliveryStatus.Failed, "no address on the public internet"), (ended.Status, Assert.Single(ended.Attempts).Failure));
    }

    [Fact]
    public async Task AFailure_ThatQuotesWhatCannotBeStored_IsOnRecordAndTriedLater()
    {
        var account = GrainCluster.NewId();
        await _cluster.HookAsync(account, Hook, NotificationCategory.Referral);
        // The HTTP client quotes what is no answer, and whoever is called may have said anything.
        _hooks.Fail(account, new HttpRequestException("Received an invalid status line: '\0\u0001\ud83d'."));
        var told = Told(account, "1");

        await _cluster.TellAsync(told);

        await Eventually.TrueAsync("a first try on record", async () => (await _cluster.DeliveryOfAsync(account, told.Id)).Attempts.Length > 0);
        var failed = await _cluster.DeliveryOfAsync(account, told.Id);
        Assert.Equal("Received an invalid status line: '   '.", failed.Attempts[0].Failure);
        Assert.True(failed.DueAt > failed.Attempts[0].At);
    }

    [Theory]
    [InlineData(WebhookNotificationSender.ClientName)]
    [InlineData(WebPushSender.ClientName)]
    public async Task ATarget_ThatPointsElsewhere_IsNotFollowed(string client)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.On("*", context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (307, "/inside");
            return Task.CompletedTask;
        });
        using var http = _cluster.Silos.GetSiloServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(client);

        using var answer = await http.PostAsync(new Uri(server.Address + "/hook"), null);

        Assert.Equal(307, (int)answer.StatusCode);
        Assert.Equal("/hook", Assert.Single(server.Seen).Target);
    }

    [Fact]
    public async Task ADevice_OfASessionThatHasEnded_IsForgottenAndNoOther()
    {
        using var browser = new Browser();
        var account = GrainCluster.NewId();
        foreach (var session in new[] { "left", "stays", null })
        {
            Assert.True((await _cluster.Preferences(account).AddPushAsync(
                new AddPushSubscription(PushKind.WebPush, $"http://127.0.0.1:9/{session}", browser.P256dhText, browser.AuthText, session ?? "") { SessionId = session })).IsSuccess);
        }

        var now = _cluster.Time.GetUtcNow();
        await _cluster.HappenAsync(SessionsEnded.Type, new SessionsEnded(account, [new SessionThatEnded("left", "Laptop")], default, now, now));

        Assert.Equal(["stays", ""], (await _cluster.Preferences(account).ListPushAsync()).Select(static one => one.Label));
    }

    [Fact]
    public async Task WhatIsErased_DoesNotComeBack()
    {
        var account = GrainCluster.NewId();
        await _cluster.HookAsync(account, Hook, NotificationCategory.Referral);
        _hooks.Fail(account, new HttpRequestException("away"));
        var told = Told(account, "1");
        await _cluster.TellAsync(told);
        var delivery = await _cluster.DeliveryOfAsync(account, told.Id);
        await Eventually.TrueAsync("a first try", async () => (await _cluster.DeliveryOfAsync(account, told.Id)).Attempts.Length > 0);
        var services = _cluster.Silos.GetSiloServiceProvider();

        await ActivatorUtilities.CreateInstance<NotificationEraser>(services).EraseAsync(
            new AccountClosed(account, []), CancellationToken.None);
        await services.GetRequiredService<NotificationDispatcher>().HandleAsync(
            new NotificationAdded(told.Id, account, told.Category, null, told.At), Context(told.Id), CancellationToken.None);

        Assert.Equal(NotificationErrors.DeliveryNotFound, (await _cluster.Grain<INotificationDeliveryGrain>(delivery.Id).ReplayAsync()).Error);
        Assert.Equal(0L, await _cluster.Database.ScalarAsync<long>("select count(*) from notification_delivery where account_id = $1", account));
        Assert.Equal(0L, await _cluster.Database.ScalarAsync<long>(
            "select count(*) from grain_state where kind = 'notification-delivery' and state::text like '%' || $1 || '%'", account));
    }

    [Fact]
    public async Task AnEventThatComesAgainAfterEverythingIsForgotten_TellsNobody()
    {
        var account = GrainCluster.NewId();
        await _cluster.HookAsync(account, Hook, NotificationCategory.Referral);
        var (old, late) = (Told(account, "old") with { At = _cluster.Time.GetUtcNow().AddDays(-181) }, Told(account, "late") with { At = _cluster.Time.GetUtcNow().AddDays(-61) });

        await _cluster.TellAsync(old, late, Told(account, "new"));

        await Eventually.EqualAsync("the new one", 1, () => Task.FromResult(_hooks.Sent.Count));
        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        Assert.Single(_hooks.Sent);
        Assert.Equal(NotificationErrors.NotFound, (await _cluster.Inbox(account).GetAsync(old.Id)).Error);
        Assert.True((await _cluster.Inbox(account).GetAsync(late.Id)).IsSuccess);
    }

    [Fact]
    public async Task WhatOthersCanCauseAtWill_GoesOutSoOftenAnHour()
    {
        var account = GrainCluster.NewId();
        await _cluster.HookAsync(account, Hook, NotificationCategory.Referral, NotificationCategory.Wallet, NotificationCategory.Security);

        await _cluster.TellAsync([.. Enumerable.Range(0, NotificationLimits.MaxOutsideAnHour + 5).Select(i => Told(account, $"{i}"))]);
        await _cluster.TellAsync(NewNotification.Of("s", account, "security.passkey_added", _cluster.Time.GetUtcNow(), ("at", "2026-01-06T00:30:00Z")));

        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        await _cluster.TellAsync(NewNotification.Of(
            "w", account, "wallet.topped_up", _cluster.Time.GetUtcNow(), ("amount", "1000"), ("balance", "1000")));
        await Eventually.EqualAsync("an empty outbox", 0L, () => _cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        await Eventually.EqualAsync("all deliveries to end", 0L, () => _cluster.Database.ScalarAsync<long>(
            "select count(*) from notification_delivery where account_id = $1 and status = 0", account));
        Assert.Equal(NotificationLimits.MaxOutsideAnHour, _hooks.Sent.Count(static one => one.Newest.Category == NotificationCategory.Referral));
        Assert.Contains(_hooks.Sent, static one => one.Newest.Kind == "security.passkey_added");
        Assert.Contains(_hooks.Sent, static one => one.Newest.Kind == "wallet.topped_up");
        Assert.Equal(NotificationLimits.MaxOutsideAnHour + 7, await _cluster.Inbox(account).CountUnreadAsync());
    }

    private static EventContext Context(Guid id) => new(id, NotificationAdded.Type, NotificationAdded.SourceKind, "", 1, default, 1);

    private NewNotification Told(string account, string source) => NewNotification.Of(
        source, account, "referral.rewarded", _cluster.Time.GetUtcNow(), ("amount", "1000"), ("balance", "1000"));

    private async Task TransferAsync(string from, string to) =>
        Assert.True((await _cluster.Wallet(from).TransferAsync(new Transfer(to, Money.Rupiah(100), "Makan", OperationNamed.Anew()))).IsSuccess);
}
