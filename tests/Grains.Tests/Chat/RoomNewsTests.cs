using System.Collections.Concurrent;
using Nusaloka.Chat;
using Nusaloka.Testing;
using Orleans.Streams;

namespace Nusaloka.Grains.Tests.Chat;

public sealed class RoomNewsTests(ChatCluster chat) : IClassFixture<ChatCluster>
{
    [Fact]
    public async Task Subscribe_OfANode_BringsEachEventOnceInOrderAndReadsUntilItEnds()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.GroupAsync(people);
        var (node, news) = (ChatCluster.NewName(), new ConcurrentQueue<RoomNews>());
        var stream = chat.Cluster.Silos.Client.GetStreamProvider(StreamProviders.Realtime).GetStream<RoomNews>(ChatNodes.StreamNamespace, node);
        await stream.SubscribeAsync((one, _) =>
        {
            news.Enqueue(one);
            return Task.CompletedTask;
        });
        await SendAsync(room, people[0], "before");
        var lease = (await room.SubscribeNodeAsync(node)).Value!;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => SendAsync(room, people[i % 2], $"{i}")));
        await room.MarkReadAsync(people[0], long.MaxValue);
        await Eventually.TrueAsync("all news", () => Events().Length == 50 && news.Any(static one => one.Reads.Length > 0), () => $"{Events().Length} events");

        Assert.Equal(Enumerable.Range(1, 50).Select(i => lease.LastSeq + i), Events().Select(static one => one.Seq));
        Assert.All(news, one => Assert.Equal((room.GetPrimaryKeyString(), lease.Epoch), (one.RoomId, one.Epoch)));
        Assert.Equal(people[0], news.SelectMany(static one => one.Reads).Last().AccountId);
        Assert.Equal(ChatErrors.RoomNotFound, (await chat.Room(ChatCluster.NewName()).SubscribeNodeAsync(node)).Error);
        // What a node has missed it gets by its number.
        await room.UnsubscribeNodeAsync(node);
        await SendAsync(room, people[0], "after");
        var missed = (await room.ResumeAsync(new RoomCaller(people[1]), Events()[^1].Seq, lease.Epoch)).Value!;
        Assert.Equal("after", Assert.Single(missed.Events).Content!.Text);
        Assert.Equal(50, Events().Length);

        RoomEvent[] Events() => [.. news.SelectMany(static one => one.Events)];
    }

    [Fact]
    public async Task Subscribe_NotRenewed_EndsWithItsLease()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.GroupAsync(people);
        var (kept, lost, seen) = (ChatCluster.NewName(), ChatCluster.NewName(), new ConcurrentQueue<string>());
        foreach (var node in new[] { kept, lost })
        {
            await chat.Cluster.Silos.Client.GetStreamProvider(StreamProviders.Realtime).GetStream<RoomNews>(ChatNodes.StreamNamespace, node)
                .SubscribeAsync((_, _) =>
                {
                    seen.Enqueue(node);
                    return Task.CompletedTask;
                });
            await room.SubscribeNodeAsync(node);
        }

        chat.Cluster.Time.Advance(ChatNodes.Lease);
        await room.SubscribeNodeAsync(kept);
        await SendAsync(room, people[0], "halo");
        await Eventually.TrueAsync("the news", () => seen.Contains(kept));

        Assert.DoesNotContain(lost, seen);
    }

    private static async Task SendAsync(IChatRoomGrain room, string sender, string text) =>
        Assert.True((await room.SendAsync(new SendMessage(sender, MessageContent.Of(text), ChatCluster.NewName()))).IsSuccess);
}
