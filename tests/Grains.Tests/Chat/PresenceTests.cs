using System.Collections.Concurrent;
using System.Collections.Immutable;
using Nusaloka.Chat;
using Nusaloka.Grains.Chat;
using Nusaloka.Testing;
using Orleans.Streams;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>Nodes say who is connected, and those who share a room see it; people who are blocked do not.</summary>
public sealed class PresenceTests(ChatCluster chat) : IClassFixture<ChatCluster>
{
    private readonly ConcurrentDictionary<string, string> _connected = new();

    [Fact]
    public async Task Report_OfANode_IsSeenInSharedRoomsAndToldToWhoWatches()
    {
        string[] people = [.. (await chat.PeopleAsync(3)).Order(StringComparer.Ordinal)];
        var room = await MeetAsync(people);
        var (node, watcher) = (ChatCluster.NewName(), ChatCluster.NewName());
        var news = await ListenAsync(watcher);
        var watched = await Of(people[1]).ReportAsync(new PresenceReport(watcher, IsFirst: true) { Watched = [people[1]] });
        Assert.Equal(new Presence(people[1], IsOnline: false), Assert.Single(watched.Watched).Presence);

        await ConnectAsync(node, people[1]);

        Assert.Equal([(people[1], true), (people[2], false)], await SeenAsync(room, people[0]));
        await Eventually.TrueAsync("the news", () => news.Any(one => one.Presence.AccountId == people[1] && one.Presence.IsOnline));
        Assert.Equal(node, Assert.Single(Assert.Single(await Of(people[1]).FindAsync([people[1]])).NodeIds));

        _connected.Clear();
        await Of(people[1]).LeaveAsync(node);

        await Eventually.TrueAsync("the news of the end", () => news.Any(one => one.Presence is { IsOnline: false, SeenAt: not null }));
        Assert.Equal([(people[1], false), (people[2], false)], await SeenAsync(room, people[0]));
        await Eventually.EqualAsync("the row", 1L, () => chat.Database.ScalarAsync<long>(
            "select count(*) from account_presence where account_id = $1", Guid.Parse(people[1])));
    }

    [Fact]
    public async Task Report_OfANodeThatIsNotKnown_IsAskedForFromTheBeginning()
    {
        var account = ChatCluster.NewName();
        var node = ChatCluster.NewName();

        Assert.False((await Of(account).ReportAsync(new PresenceReport(node, IsFirst: false) { Connected = [account] })).IsKnown);

        Assert.Empty(await Of(account).FindAsync([account]));
    }

    [Fact]
    public async Task Report_OfWhoBecameAMemberAMomentAgo_BringsWhatTheNodeWasNotTold()
    {
        var people = await chat.PeopleAsync(3);
        var (room, told, account) = (await chat.GroupAsync(people[..2]), ChatCluster.NewName(), people[2]);
        await Of(account).ReportAsync(new PresenceReport(told, IsFirst: true) { Connected = [account] });

        Assert.True((await room.AddMembersAsync(people[0], [account])).IsSuccess);

        // The room tells it beside, and nobody waits for that.
        ImmutableArray<MembershipNews> missed = [];
        await Eventually.TrueAsync("the news at another node", async () => (missed = await ConnectAgainAsync(ChatCluster.NewName(), account)).Length > 0);
        var news = Assert.Single(missed);
        Assert.Equal((room.GetPrimaryKeyString(), account), (news.RoomId, Assert.Single(news.Events).Member?.AccountId));
        Assert.Empty(await ConnectAgainAsync(told, account));
        Assert.Empty(await ConnectAgainAsync(ChatCluster.NewName(), ChatCluster.NewName()));
        chat.Cluster.Time.Advance(RecentMemberships.Kept + TimeSpan.FromSeconds(1));
        Assert.Empty(await ConnectAgainAsync(ChatCluster.NewName(), account));
    }

    [Fact]
    public async Task Lease_NotRenewed_EndsThePeopleOfADeadNode()
    {
        string[] people = [.. (await chat.PeopleAsync(2)).Order(StringComparer.Ordinal)];
        var room = await MeetAsync(people);
        await ConnectAsync(ChatCluster.NewName(), people[1]);
        Assert.Equal([(people[1], true)], await SeenAsync(room, people[0]));

        _connected.Clear();
        chat.Cluster.Time.Advance(PresencePartitions.Lease);

        Assert.Equal([(people[1], false)], await SeenAsync(room, people[0]));
    }

    [Fact]
    public async Task Block_HidesBothFromEachOtherInEveryRoomAndEndsWithIt()
    {
        string[] people = [.. (await chat.PeopleAsync(3)).Order(StringComparer.Ordinal)];
        var (a, b, c) = (people[0], people[1], people[2]);
        var (direct, group) = (await chat.DirectAsync(a, b), await MeetAsync(people));
        var (node, watcher) = (ChatCluster.NewName(), ChatCluster.NewName());
        var news = await ListenAsync(watcher);
        foreach (var one in people)
            await ConnectAsync($"{node}{one}", one);
        await Of(b).ReportAsync(new PresenceReport(watcher, IsFirst: true) { Watched = [b] });

        Assert.True((await direct.ChangeOwnSettingsAsync(new ChangeOwnSettings(b, null, true))).IsSuccess);

        Assert.Equal([(b, false), (c, true)], await SeenAsync(group, a));
        Assert.Equal([(a, false), (c, true)], await SeenAsync(group, b));
        Assert.Equal([(a, true), (b, true)], await SeenAsync(group, c));
        await Eventually.TrueAsync("news for the watcher", () => news.Any(one => one.HiddenFrom.Contains(a)));
        await direct.ChangeOwnSettingsAsync(new ChangeOwnSettings(b, null, false));
        Assert.Equal([(b, true), (c, true)], await SeenAsync(group, a));
    }

    [Fact]
    public async Task Presence_OfAStrangerInADirectRoom_IsSeenWhenTheyHaveReadThere()
    {
        string[] people = [.. (await chat.PeopleAsync(2)).Order(StringComparer.Ordinal)];
        var room = await chat.DirectAsync(people[0], people[1]);
        await ConnectAsync(ChatCluster.NewName(), people[1]);

        Assert.Empty(await SeenAsync(room, people[0]));
        await room.MarkReadAsync(people[1], long.MaxValue);

        Assert.Equal([(people[1], true)], await SeenAsync(room, people[0]));
        Assert.Equal(ChatErrors.RoomNotFound, (await room.GetPresenceAsync(new RoomCaller(ChatCluster.NewName()))).Error);
    }

    [Fact]
    public async Task Presence_OfWhoWasAddedToAGroup_IsSeenWhenTheyHaveReadThere()
    {
        string[] people = [.. (await chat.PeopleAsync(4)).Order(StringComparer.Ordinal)];
        var room = await MeetAsync(people[..2]);
        Assert.True((await room.AddMembersAsync(people[0], [people[2], people[3]])).IsSuccess);
        foreach (var one in people)
            await ConnectAsync($"{ChatCluster.NewName()}{one}", one);

        Assert.Equal([(people[1], true)], await SeenAsync(room, people[0]));
        await room.MarkReadAsync(people[2], long.MaxValue);

        Assert.Equal([(people[1], true), (people[2], true)], await SeenAsync(room, people[0]));
        await room.RemoveMemberAsync(people[0], people[2]);
        Assert.True((await room.AddMembersAsync(people[0], [people[2]])).IsSuccess);
        Assert.Equal([(people[1], true)], await SeenAsync(room, people[0]));
    }

    [Fact]
    public async Task Typing_IsToldToNodesWithoutANumberAndEndsByItself()
    {
        string[] people = [.. (await chat.PeopleAsync(2)).Order(StringComparer.Ordinal)];
        var room = await chat.DirectAsync(people[0], people[1]);
        var (node, news) = (ChatCluster.NewName(), new ConcurrentQueue<RoomNews>());
        await Stream<RoomNews>(ChatNodes.StreamNamespace, node).SubscribeAsync((one, _) =>
        {
            news.Enqueue(one);
            return Task.CompletedTask;
        });
        var lease = (await room.SubscribeNodeAsync(node)).Value!;

        Assert.True((await room.SetTypingAsync(people[0], true)).IsSuccess);

        await Eventually.TrueAsync("the end", () => news.Any(static one => one.Typing.Any(static mark => !mark.IsTyping)));
        Assert.Equal([new TypingMark(people[0], true), new TypingMark(people[0], false)], news.SelectMany(static one => one.Typing));
        Assert.All(news, static one => Assert.Empty(one.Events));
        Assert.Equal(lease.LastSeq, (await room.GetAsync(new RoomCaller(people[1]))).Value!.LastSeq);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.SetTypingAsync(ChatCluster.NewName(), true)).Error);
    }

    [Fact]
    public async Task Typing_OfWhoIsBlocked_IsHeardByNobody()
    {
        string[] people = [.. (await chat.PeopleAsync(2)).Order(StringComparer.Ordinal)];
        var room = await chat.DirectAsync(people[0], people[1]);
        var (node, news) = (ChatCluster.NewName(), new ConcurrentQueue<RoomNews>());
        await Stream<RoomNews>(ChatNodes.StreamNamespace, node).SubscribeAsync((one, _) =>
        {
            news.Enqueue(one);
            return Task.CompletedTask;
        });
        await room.SubscribeNodeAsync(node);
        await room.ChangeOwnSettingsAsync(new ChangeOwnSettings(people[1], null, true));

        Assert.True((await room.SetTypingAsync(people[0], true)).IsSuccess);
        await room.ChangeOwnSettingsAsync(new ChangeOwnSettings(people[1], null, false));
        await room.MarkReadAsync(people[1], long.MaxValue);

        await Eventually.TrueAsync("later news", () => news.Any(static one => one.Reads.Length > 0));
        Assert.All(news, static one => Assert.Empty(one.Typing));
    }

    /// <summary>A node begins anew with somebody; answers what it has missed.</summary>
    private async Task<ImmutableArray<MembershipNews>> ConnectAgainAsync(string node, string account) =>
        (await Of(account).ReportAsync(new PresenceReport(node, IsFirst: true) { Connected = [account] })).Missed;

    /// <summary>A group of people who have all looked into it.</summary>
    private async Task<IChatRoomGrain> MeetAsync(params string[] people)
    {
        var room = await chat.GroupAsync(people);
        foreach (var one in people)
            Assert.True((await room.MarkReadAsync(one, long.MaxValue)).IsSuccess);
        return room;
    }

    private IPresenceGrain Of(string account) => chat.Cluster.Grain<IPresenceGrain>(PresencePartitions.Key(PresencePartitions.Of(account)));

    private IAsyncStream<T> Stream<T>(string name, string node) => chat.Cluster.Silos.Client.GetStreamProvider(StreamProviders.Realtime).GetStream<T>(name, node);

    private async Task ConnectAsync(string node, string account)
    {
        _connected[account] = node;
        Assert.True((await Of(account).ReportAsync(new PresenceReport(node, IsFirst: true) { Connected = [account] })).IsKnown);
    }

    private async Task<ConcurrentQueue<WatchedPresence>> ListenAsync(string node)
    {
        var news = new ConcurrentQueue<WatchedPresence>();
        await Stream<PresenceNews>(PresencePartitions.StreamNamespace, node).SubscribeAsync((one, _) =>
        {
            foreach (var changed in one.Changed)
                news.Enqueue(changed);
            return Task.CompletedTask;
        });
        return news;
    }

    /// <summary>The others of a room as one sees them, in the order of their ids.</summary>
    private async Task<(string, bool)[]> SeenAsync(IChatRoomGrain room, string viewer)
    {
        // However slow the machine is, leases are not over.
        foreach (var (account, node) in _connected)
            await ConnectAsync(node, account);
        var seen = (await room.GetPresenceAsync(new RoomCaller(viewer))).Value!;
        Assert.True(seen.IsShown);
        return [.. seen.Members.OrderBy(static one => one.AccountId, StringComparer.Ordinal).Select(static one => (one.AccountId, one.IsOnline))];
    }
}
