using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Notifications;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>What came to a bad end together is tried again together, a page at a time.</summary>
public sealed class NotificationReplayTests : IAsyncLifetime
{
    private const int All = 5;

    private readonly HeldSender _hooks = new();
    private readonly GrainCluster _cluster;

    public NotificationReplayTests() => _cluster = new GrainCluster(_hooks.Replace);

    private INotificationOfficeGrain Office => _cluster.Grain<INotificationOfficeGrain>("0");

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task ReplayAll_APageAtATime_SendsEachOnce()
    {
        var account = await FailedAsync();

        var none = await ReplayAsync(NotificationDeliveryStatus.Dead);
        var others = await ReplayAsync(NotificationDeliveryStatus.Failed, NotificationChannel.Email);
        var first = await ReplayAsync(NotificationDeliveryStatus.Failed, NotificationChannel.Webhook, limit: 3);
        await Eventually.EqualAsync("the first page to be sent", 3, () => Task.FromResult(_hooks.Sent.Count));
        var second = await ReplayAsync(NotificationDeliveryStatus.Failed, limit: 3);

        Assert.Equal(new ReplayedDeliveries(0, false), none);
        Assert.Equal(new ReplayedDeliveries(0, false), others);
        Assert.Equal(new ReplayedDeliveries(3, true), first);
        Assert.Equal(new ReplayedDeliveries(2, false), second);
        await Eventually.EqualAsync("all to be sent", All, () => Task.FromResult(_hooks.Sent.Count));
        await Eventually.EqualAsync("all to end", (long)All, () => _cluster.Database.ScalarAsync<long>(
            "select count(*) from notification_delivery where account_id = $1 and status = 1", account));
        Assert.Equal(All, _hooks.Sent.Select(static one => one.Id).Distinct().Count());
    }

    [Fact]
    public async Task ReplayAll_OfATime_LeavesTheOthersAsTheyAre()
    {
        await FailedAsync();
        var listed = (await Office.ListDeliveriesAsync(NotificationDeliveryStatus.Failed, new PageRequest(20, null))).Value!.Items;
        var oldestFirst = listed.Reverse().ToArray();

        var replayed = await ReplayAsync(NotificationDeliveryStatus.Failed, from: oldestFirst[1].CreatedAt, to: oldestFirst[3].CreatedAt);

        Assert.Equal(new ReplayedDeliveries(2, false), replayed);
        await Eventually.EqualAsync("the two to be sent", 2, () => Task.FromResult(_hooks.Sent.Count));
        Assert.Equal([oldestFirst[1].Id, oldestFirst[2].Id], _hooks.Sent.OrderBy(static one => one.Newest.CreatedAt).Select(static one => one.Id.ToString()));
    }

    [Fact]
    public async Task ReplayAll_OfWhatWasSent_IsRefused() => Assert.Equal(
        NotificationErrors.DeliveryStatus,
        (await Office.ReplayAllAsync(new ReplayDeliveries(NotificationDeliveryStatus.Sent, null, null, null, 10))).Error);

    /// <summary>Somebody whose webhook has refused five messages, a minute apart, and takes all from now on.</summary>
    private async Task<string> FailedAsync()
    {
        var account = GrainCluster.NewId();
        await _cluster.HookAsync(account, "https://hook.contoh.id/a", NotificationCategory.Referral);
        _hooks.Fail(account, new DeliveryRefusedException("no"));
        for (var i = 0; i < All; i++)
        {
            var told = NewNotification.Of($"{i}", account, "referral.rewarded", _cluster.Time.GetUtcNow(), ("amount", "1000"), ("balance", "1000"));
            await _cluster.TellAsync(told);
            await Eventually.TrueAsync("the message to be refused", async () => (await _cluster.DeliveryOfAsync(account, told.Id)).Status == NotificationDeliveryStatus.Failed);
            _cluster.Time.Advance(TimeSpan.FromMinutes(1));
        }

        _hooks.Mend(account);
        return account;
    }

    private async Task<ReplayedDeliveries> ReplayAsync(
        NotificationDeliveryStatus status, NotificationChannel? channel = null, DateTimeOffset? from = null, DateTimeOffset? to = null, int limit = 100)
    {
        var replayed = await Office.ReplayAllAsync(new ReplayDeliveries(status, channel, from, to, limit));
        Assert.True(replayed.IsSuccess, replayed.Error?.Detail);
        return replayed.Value;
    }
}
