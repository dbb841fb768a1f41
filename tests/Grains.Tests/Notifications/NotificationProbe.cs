using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Nusaloka.Grains.Notifications;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Notifications;
using Nusaloka.Persistence.Outbox;
using Nusaloka.Persistence.Storage;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Notifications;

/// <summary>What tests of notifications ask a cluster.</summary>
internal static class NotificationProbe
{
    private static readonly PageRequest Page = new(50, null);

    public static INotificationInboxGrain Inbox(this GrainCluster cluster, string account) => cluster.Grain<INotificationInboxGrain>(account);

    public static INotificationPreferencesGrain Preferences(this GrainCluster cluster, string account) => cluster.Grain<INotificationPreferencesGrain>(account);

    /// <summary>Tells somebody as a handler of events does.</summary>
    public static Task TellAsync(this GrainCluster cluster, params NewNotification[] told) =>
        cluster.Silos.GetSiloServiceProvider().GetRequiredService<NotificationPublisher>().PublishAsync(told, CancellationToken.None);

    /// <summary>Has a category go to the inbox and a webhook.</summary>
    public static async Task HookAsync(this GrainCluster cluster, string account, string url, params NotificationCategory[] categories)
    {
        Assert.True((await cluster.Preferences(account).SetWebhookAsync(url)).IsSuccess);
        var changed = await cluster.Preferences(account).ChangeAsync(new ChangeNotificationPreferences(
            [.. categories.Select(static one => new CategoryChannels(one, [NotificationChannel.InApp, NotificationChannel.Webhook]))], null, DigestWindow.None, null));
        Assert.True(changed.IsSuccess, changed.Error?.Detail);
    }

    /// <summary>Puts an event into the outbox, as whatever it is about does; twice, as after a crash of its receiver.</summary>
    public static async Task HappenAsync(this GrainCluster cluster, string type, object payload)
    {
        var row = new OutboxRow("test", GrainCluster.NewId(), 1, 0, type, StateJson.SerializeAsActualType(payload), null);
        for (var time = 0; time < 2; time++)
        {
            await using var connection = await cluster.Database.DataSource.OpenConnectionAsync();
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { OutboxSql.Append([row]) } };
            await batch.ExecuteNonQueryAsync();
            await Eventually.EqualAsync("the event to be handled", 0L, () => cluster.Database.ScalarAsync<long>("select count(*) from outbox_event where event_id = $1", row.EventId));
        }
    }

    /// <summary>The one notification of a kind, once it is there.</summary>
    public static async Task<Notification> ToldAsync(this GrainCluster cluster, string account, string kind)
    {
        Notification? found = null;
        await Eventually.TrueAsync($"{account} to be told of {kind}", async () =>
            (found = (await cluster.Inbox(account).ListAsync(false, Page)).Value!.Items.SingleOrDefault(one => one.Kind == kind)) is not null);
        return found!;
    }

    /// <summary>Somebody is told once in the inbox and once by their webhook.</summary>
    public static async Task AssertToldAsync(this GrainCluster cluster, HeldSender hooks, string account, string kind, string title)
    {
        Assert.Equal(title, (await cluster.ToldAsync(account, kind)).Title);
        await Eventually.TrueAsync($"a request of {kind}", () => hooks.Sent.Any(one => one.Order.AccountId == account && one.Newest.Kind == kind));
        await Eventually.EqualAsync("an empty outbox", 0L, () => cluster.Database.ScalarAsync<long>("select count(*) from outbox_event"));
        Assert.Single(hooks.Sent, one => one.Order.AccountId == account && one.Newest.Kind == kind);
        Assert.Equal(0L, await cluster.Database.ScalarAsync<long>("select count(*) from outbox_dead_letter"));
    }

    /// <summary>The one delivery of a notification, once it is there.</summary>
    public static async Task<NotificationDelivery> DeliveryOfAsync(this GrainCluster cluster, string account, Guid notification)
    {
        NotificationDelivery? found = null;
        await Eventually.TrueAsync($"a delivery of {notification}", async () =>
            (found = (await cluster.Inbox(account).ListDeliveriesAsync(notification)).Value?.Items.SingleOrDefault()) is not null);
        return found!;
    }
}
