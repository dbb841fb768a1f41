using System.Collections.Concurrent;
using Nusaloka.Chat;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Notifications;
using Nusaloka.Testing;
using Nusaloka.Wallets;
using Orleans.Streams;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>Whoever is connected hears of what is in the inbox when it is there.</summary>
public sealed class ConnectedInboxTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    [Fact]
    public async Task ATransfer_ToWhoIsConnected_ReachesTheirNodeWithTheNumberOfUnread()
    {
        var (a, b) = (await cluster.NewWalletAsync(1_000), await cluster.NewWalletAsync());
        var news = await ConnectAsync(b);

        await cluster.Wallet(a).TransferAsync(new Transfer(b, Money.Rupiah(300), "Makan", OperationNamed.Anew()));

        await Eventually.TrueAsync("the news", async () => await RenewAsync(b) && news.Any(static one => one.Notifications.Length > 0));
        var told = Assert.Single(news, static one => one.Notifications.Length > 0);
        var notification = Assert.Single(told.Notifications);
        Assert.Equal((b, "wallet.received", 1), (told.AccountId, notification.Kind, told.Unread));
        Assert.Equal(notification, (await Inbox(b).GetAsync(Guid.Parse(notification.Id))).Value);

        await Inbox(b).MarkAllReadAsync(DateTimeOffset.MaxValue);
        await Eventually.TrueAsync("the number after reading", async () => await RenewAsync(b) && news.Any(static one => one is { Notifications.Length: 0, Unread: 0 }));
    }

    [Fact]
    public async Task ATransfer_ToWhoIsGone_IsTheirsInTheListAlone()
    {
        var (a, b) = (await cluster.NewWalletAsync(1_000), await cluster.NewWalletAsync());
        var news = await ConnectAsync(a, b);
        await Partition(b).LeaveAsync(Node(b));

        await cluster.Wallet(a).TransferAsync(new Transfer(b, Money.Rupiah(300), "Makan", OperationNamed.Anew()));

        await Eventually.TrueAsync("the news of the other", async () => await RenewAsync(a) && news.Any(one => one.AccountId == a && one.Notifications.Length > 0));
        await Eventually.EqualAsync("the list", 1, () => Inbox(b).CountUnreadAsync());
        Assert.DoesNotContain(news, one => one.AccountId == b);
    }

    private static string Node(string account) => $"node-{account}";

    private INotificationInboxGrain Inbox(string account) => cluster.Grain<INotificationInboxGrain>(account);

    private IPresenceGrain Partition(string account) => cluster.Grain<IPresenceGrain>(PresencePartitions.Key(PresencePartitions.Of(account)));

    /// <summary>However slow the machine is, the lease is not over.</summary>
    private async Task<bool> RenewAsync(string account) => (await Partition(account).ReportAsync(new PresenceReport(Node(account), IsFirst: false))).IsKnown;

    private async Task<ConcurrentQueue<InboxNews>> ConnectAsync(params string[] accounts)
    {
        var news = new ConcurrentQueue<InboxNews>();
        foreach (var account in accounts)
        {
            await cluster.Silos.Client.GetStreamProvider(StreamProviders.Realtime).GetStream<InboxNews>(InboxNodes.StreamNamespace, Node(account))
                .SubscribeAsync((one, _) =>
                {
                    news.Enqueue(one);
                    return Task.CompletedTask;
                });
            Assert.True((await Partition(account).ReportAsync(new PresenceReport(Node(account), IsFirst: true) { Connected = [account] })).IsKnown);
        }

        return news;
    }
}
