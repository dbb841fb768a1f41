using System.Text;
using Microsoft.Extensions.Configuration;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Storage;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Mails that are gathered wake nobody either.</summary>
public sealed class NotificationDigestTests : IAsyncLifetime
{
    private static readonly TimeSpan Jakarta = TimeSpan.FromHours(7);

    private readonly SentMessages _sent = new();
    private readonly GrainCluster _cluster;

    public NotificationDigestTests() => _cluster = new GrainCluster(host =>
    {
        host.Configuration.AddInMemoryCollection([new("NOTIFICATIONS:PUBLIC_URL", "https://api.contoh.id")]);
        _sent.Replace(host);
    });

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task ADigestThatComesDueInQuietHours_GathersOnUntilTheyEnd()
    {
        var (account, email) = await PersonAsync(endsIn: TimeSpan.FromHours(3));

        await _cluster.TellAsync(Told(account, "evening"));
        await DueAsync(account, "the digest to begin", TimeSpan.FromHours(1));
        _cluster.Time.Advance(TimeSpan.FromMinutes(61));
        await DueAsync(account, "the digest to wait for the end of the quiet hours", TimeSpan.FromMinutes(119));
        await _cluster.TellAsync(Told(account, "night"));
        await Eventually.EqualAsync("both to be gathered", 2, async () => (await DigestAsync(account))?.Notifications.Length ?? 0);
        Assert.Empty(_sent.MailsTo(email));
        _cluster.Time.Advance(TimeSpan.FromHours(2));

        await Eventually.TrueAsync("the digest to be mailed", () => _sent.MailsTo(email).Count > 0);
        Assert.StartsWith("2 ", Assert.Single(_sent.MailsTo(email)).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADigestThatIsFullInQuietHours_IsMailedWhenTheyEnd()
    {
        var (account, email) = await PersonAsync(endsIn: TimeSpan.FromHours(3));
        var all = Enumerable.Range(0, NotificationLimits.MaxDigest).Select(i => Told(account, $"{i}")).ToArray();

        await _cluster.TellAsync(all);

        var waiting = await _cluster.DeliveryOfAsync(account, all[0].Id);
        Assert.Equal((NotificationDeliveryStatus.Pending, NotificationLimits.MaxDigest, 0), (waiting.Status, waiting.NotificationIds.Length, waiting.Attempts.Length));
        Assert.InRange(waiting.DueAt!.Value, _cluster.Time.GetUtcNow().AddMinutes(170), _cluster.Time.GetUtcNow().AddMinutes(181));
        Assert.Empty(_sent.MailsTo(email));
        _cluster.Time.Advance(TimeSpan.FromMinutes(182));
        await Eventually.EqualAsync("the digest to be mailed", 1, () => Task.FromResult(_sent.MailsTo(email).Count));
    }

    [Fact]
    public async Task AnEventThatComesAgainTwoDigestsLater_IsInNoThird()
    {
        var (account, email) = await PersonAsync(endsIn: TimeSpan.FromHours(-0.5));
        var (first, second) = (Told(account, "first"), Told(account, "second"));
        foreach (var (one, mails) in new[] { (first, 1), (second, 2) })
        {
            await _cluster.TellAsync(one);
            await Eventually.EqualAsync("it to be gathered", 1, async () => (await DigestAsync(account))?.Notifications.Length ?? 0);
            _cluster.Time.Advance(TimeSpan.FromMinutes(61));
            await Eventually.EqualAsync("the digest to be mailed", mails, () => Task.FromResult(_sent.MailsTo(email).Count));
            await Eventually.EqualAsync("it to be handed over", one.Id, async () => (await DigestAsync(account))?.Sent.SingleOrDefault() ?? default);
        }

        await _cluster.Grain<INotificationSettingsGrain>(account).DispatchAsync(first.Id, first.Category, null, []);

        var digest = (await DigestAsync(account))!;
        Assert.Empty(digest.Notifications);
        Assert.Null(digest.DueAt);
    }

    [Fact]
    public async Task OneClick_InADigestOfSeveralCategories_EndsMailsOfEach()
    {
        var (account, email) = await PersonAsync(endsIn: TimeSpan.FromHours(-0.5), NotificationCategory.Trips, NotificationCategory.Bookings);
        await _cluster.TellAsync(
            Told(account, "wallet"), NewNotification.Of("trip", account, "trip.price_fell", _cluster.Time.GetUtcNow(), ("trip_id", "t")));
        await Eventually.EqualAsync("both to be gathered", 2, async () => (await DigestAsync(account))?.Notifications.Length ?? 0);
        _cluster.Time.Advance(TimeSpan.FromMinutes(61));
        await Eventually.TrueAsync("the digest to be mailed", () => _sent.MailsTo(email).Count > 0);
        var link = new Uri(Assert.Single(_sent.MailsTo(email)).UnsubscribeUrl!);

        Assert.True((await _cluster.Grain<INotificationOfficeGrain>("0").UnsubscribeAsync(link.Query["?token=".Length..])).IsSuccess);

        var mailed = (await _cluster.Preferences(account).GetAsync()).Categories.Where(static one => one.Channels.Contains(NotificationChannel.Email));
        Assert.Equal(
            [NotificationCategory.Payments, NotificationCategory.Bookings, NotificationCategory.Notices], mailed.Select(static one => one.Category));
    }

    /// <summary>Somebody who has mails of their wallet and more gathered by the hour, and is in quiet hours that end then, or ended.</summary>
    private async Task<(string Account, string Email)> PersonAsync(TimeSpan endsIn, params NotificationCategory[] also)
    {
        var (id, person) = (GrainCluster.NewId(), _cluster.NewPerson());
        Assert.True((await _cluster.Account(id).RegisterAsync(person)).IsSuccess);
        Assert.True((await _cluster.Account(id).VerifyIdentifierAsync("email:" + person.Email)).IsSuccess);
        var local = TimeOnly.FromDateTime(_cluster.Time.GetUtcNow().ToOffset(Jakarta).DateTime);
        var changed = await _cluster.Preferences(id).ChangeAsync(new ChangeNotificationPreferences(
            [.. also.Prepend(NotificationCategory.Wallet).Select(static one => new CategoryChannels(one, [NotificationChannel.InApp, NotificationChannel.Email]))],
            new QuietHours(local.AddHours(-1), local.Add(endsIn)), DigestWindow.Hourly, null));
        Assert.True(changed.IsSuccess, changed.Error?.Detail);
        return (id, person.Email!);
    }

    private Task DueAsync(string account, string what, TimeSpan within) => Eventually.TrueAsync(what, async () =>
        (await DigestAsync(account))?.DueAt is { } due && (due - _cluster.Time.GetUtcNow() - within).Duration() < TimeSpan.FromMinutes(10));

    private async Task<NotificationDigestState?> DigestAsync(string account)
    {
        var stored = await _cluster.Database.ColumnAsync<string>("select state::text from grain_state where kind = 'notification-digest' and id = $1", account);
        return stored is [var state] ? StateJson.Deserialize<NotificationDigestState>(Encoding.UTF8.GetBytes(state)) : null;
    }

    private NewNotification Told(string account, string source) => NewNotification.Of(
        source, account, "wallet.topped_up", _cluster.Time.GetUtcNow(), ("transaction_id", "t"), ("amount", "1000"), ("balance", "1000"));
}
