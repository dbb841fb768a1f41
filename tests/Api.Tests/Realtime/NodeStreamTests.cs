using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Realtime;
using Nusaloka.Chat;
using Nusaloka.Notifications;
using Nusaloka.Testing;
using Orleans.Streams;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>The process listens again when where it listens was forgotten, as with a silo that dies.</summary>
[Collection(ApiCollection.Name)]
public sealed class NodeStreamTests(ApiServer api)
{
    private readonly IClusterClient _cluster = api.App.Services.GetRequiredService<IClusterClient>();

    [Fact]
    public async Task Subscriptions_ThatAreForgotten_AreMadeAgain()
    {
        await ForgetAsync<RoomNews>(ChatNodes.StreamNamespace);
        await ForgetAsync<PresenceNews>(PresencePartitions.StreamNamespace);
        await ForgetAsync<MembershipNews>(MembershipNodes.StreamNamespace);
        await ForgetAsync<InboxNews>(InboxNodes.StreamNamespace);

        // What rooms tell goes to the rooms' feeds, and to those who show who is there.
        await Eventually.EqualAsync("rooms are listened to", 2, () => CountAsync<RoomNews>(ChatNodes.StreamNamespace));
        await Eventually.EqualAsync("presence is listened to", 1, () => CountAsync<PresenceNews>(PresencePartitions.StreamNamespace));
        await Eventually.EqualAsync("members are listened to", 1, () => CountAsync<MembershipNews>(MembershipNodes.StreamNamespace));
        await Eventually.EqualAsync("inboxes are listened to", 1, () => CountAsync<InboxNews>(InboxNodes.StreamNamespace));
    }

    [Fact]
    public async Task Listen_WhileTheSubscriptionIsKnown_DoesNothing()
    {
        var heard = 0;
        var key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        var stream = new NodeStream<InboxNews>(_cluster, "forgotten", key, _ => Interlocked.Increment(ref heard));
        var publisher = _cluster.GetStreamProvider(StreamProviders.Realtime).GetStream<InboxNews>("forgotten", key);

        await stream.ListenAsync();
        await stream.ListenAsync();
        await publisher.OnNextAsync(new InboxNews("a", [], 1));
        await Eventually.TrueAsync("it is heard", () => Volatile.Read(ref heard) > 0);
        Assert.Single(await publisher.GetAllSubscriptionHandles());
        foreach (var handle in await publisher.GetAllSubscriptionHandles())
            await handle.UnsubscribeAsync();
        await stream.ListenAsync();
        await publisher.OnNextAsync(new InboxNews("a", [], 2));

        await Eventually.EqualAsync("each is heard once", 2, () => Task.FromResult(Volatile.Read(ref heard)));
    }

    private IAsyncStream<T> Stream<T>(string name) =>
        _cluster.GetStreamProvider(StreamProviders.Realtime).GetStream<T>(name, api.App.Services.GetRequiredService<NodeRealtime>().NodeId);

    private async Task ForgetAsync<T>(string name)
    {
        await Eventually.TrueAsync("the process listens", async () => await CountAsync<T>(name) > 0);
        foreach (var handle in await Stream<T>(name).GetAllSubscriptionHandles())
            await handle.UnsubscribeAsync();
        Assert.Equal(0, await CountAsync<T>(name));
    }

    private async Task<int> CountAsync<T>(string name) => (await Stream<T>(name).GetAllSubscriptionHandles()).Count;
}
