using System.Collections.Concurrent;
using Nusaloka.Chat;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Testing;
using Orleans.Streams;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>What rooms keep from strangers, from those who are blocked, and from large rooms; and what moderators and muted members may do.</summary>
public sealed class ChatPrivacyTests(ChatCluster chat) : IClassFixture<ChatCluster>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => chat.AssertWholeAsync();

    [Fact]
    public async Task Send_AStrangersAnswer_SaysNeitherThatThereIsARoomNorWhatIsInIt()
    {
        var people = await chat.PeopleAsync(3);
        var room = await chat.DirectAsync(people[0], people[1]);
        var message = await SendAsync(room, people[0], "halo");

        foreach (var seq in new[] { 1, message.Seq, message.Seq + 1 })
        {
            var answered = await room.SendAsync(new SendMessage(people[2], MessageContent.Of("oke"), ChatCluster.NewName(), seq));
            Assert.Equal(ChatErrors.RoomNotFound, answered.Error);
        }

        var nowhere = await chat.Room(RoomIds.Direct(people[0], people[2])).SendAsync(new SendMessage(people[2], MessageContent.Of("oke"), ReplyTo: 1));
        Assert.Equal(ChatErrors.RoomNotFound, nowhere.Error);
    }

    [Fact]
    public async Task Send_AnAnswerAgainAfterItsMessageWasRemoved_IsTheFirstOne()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.DirectAsync(people[0], people[1]);
        var message = await SendAsync(room, people[0], "jam 8?");
        var answer = new SendMessage(people[1], MessageContent.Of("oke"), ChatCluster.NewName(), message.Seq);
        var first = (await room.SendAsync(answer)).Value!.Message;
        await room.DeleteAsync(people[0], message.Seq);

        var again = await room.SendAsync(answer);
        await Task.WhenAll(Enumerable.Range(0, 2 * ChatLimits.RecentEvents + 50).Select(i => SendAsync(room, people[0], $"pesan {i}")));
        var late = await room.SendAsync(answer);

        Assert.Equal((first.Seq, true), (again.Value!.Message.Seq, again.Value.Replayed));
        Assert.Equal((first.Seq, true), (late.Value!.Message.Seq, late.Value.Replayed));
        Assert.Equal(ChatErrors.MessageNotFound, (await room.SendAsync(answer with { ClientMessageId = ChatCluster.NewName() })).Error);
    }

    [Fact]
    public async Task Members_OfLargeRoomsAndOfBlockedOnes_DoNotShowHowFarTheyHaveRead()
    {
        var people = await chat.PeopleAsync(2);
        var (direct, group) = (await chat.DirectAsync(people[0], people[1]), await chat.GroupAsync(people));
        var last = (await SendAsync(group, people[0], "halo")).Seq;
        await group.MarkReadAsync(people[1], last);
        var message = await SendAsync(direct, people[0], "halo");
        await direct.MarkReadAsync(people[1], message.Seq);
        Assert.Equal(message.Seq, await ReadAsync(direct, people[0], people[1]));
        Assert.Equal(last, await ReadAsync(group, people[0], people[1]));

        await direct.ChangeOwnSettingsAsync(new ChangeOwnSettings(people[1], null, IsBlocked: true));
        var key = Guid.Parse(group.GetPrimaryKeyString());
        await chat.Database.ExecuteAsync(
            $"""
            insert into chat_member (room_id, account_id, role, joined_at, read_seq, read_messages)
            select '{key}', gen_random_uuid(), 0, now(), {last}, 1 from generate_series(1, {ChatLimits.MaxMembersShown});
            update chat_room set version = version + 1 where id = '{key}';
            """);
        // The row is not what the activation knows: it ends, and the next one reads it.
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(group, people[0], "lagi"));
        await group.MarkReadAsync(people[1], last);

        foreach (var room in new[] { direct, group })
        {
            Assert.Equal(0, await ReadAsync(room, people[0], people[1]));
            Assert.NotEqual(0, await ReadAsync(room, people[1], people[1]));
        }

        var muted = (await group.ChangeMemberAsync(new ChangeMember(people[0], people[1], null, TimeSpan.FromHours(1)))).Value!;
        Assert.Equal((0L, 0L), (muted.ReadSeq, muted.ReadMessages));
    }

    [Fact]
    public async Task Reading_WhileOneHasBlockedTheOther_IsToldToNobody()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.DirectAsync(people[0], people[1]);
        var (first, second) = (await SendAsync(room, people[0], "1"), await SendAsync(room, people[0], "2"));
        var (node, news) = (ChatCluster.NewName(), new ConcurrentQueue<RoomNews>());
        await chat.Cluster.Silos.Client.GetStreamProvider(StreamProviders.Realtime).GetStream<RoomNews>(ChatNodes.StreamNamespace, node).SubscribeAsync((one, _) =>
        {
            news.Enqueue(one);
            return Task.CompletedTask;
        });
        await room.SubscribeNodeAsync(node);

        await room.ChangeOwnSettingsAsync(new ChangeOwnSettings(people[1], null, IsBlocked: true));
        Assert.Equal(1, (await room.MarkReadAsync(people[1], first.Seq)).Value!.Unread);
        await room.ChangeOwnSettingsAsync(new ChangeOwnSettings(people[1], null, IsBlocked: false));
        await room.MarkReadAsync(people[1], second.Seq);

        await Eventually.TrueAsync("the second mark", () => news.Any(static one => one.Reads.Length > 0));
        Assert.Equal([second.Seq], news.SelectMany(static one => one.Reads).Select(static mark => mark.Seq));
    }

    [Fact]
    public async Task Delete_OfAnothersMessage_IsForModeratorsAndIsSeenByAll()
    {
        var people = await chat.PeopleAsync(3);
        var room = await chat.GroupAsync(people);
        Assert.True((await room.ChangeMemberAsync(new ChangeMember(people[0], people[1], RoomRole.Moderator, null))).IsSuccess);
        var (message, owners) = (await SendAsync(room, people[2], "iklan"), await SendAsync(room, people[0], "halo"));

        Assert.Equal(ChatErrors.NotAllowed, (await room.DeleteAsync(people[2], owners.Seq)).Error);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.DeleteAsync(GrainCluster.NewId(), message.Seq)).Error);
        Assert.Equal(ChatErrors.NotAllowed, (await room.EditAsync(new EditMessage(people[1], message.Seq, "bukan iklan"))).Error);
        Assert.Equal(MessageRemoval.Deleted, (await room.DeleteAsync(people[1], message.Seq)).Value!.Removal);
        Assert.True((await room.DeleteAsync(people[2], message.Seq)).IsSuccess);

        var room2 = (await room.GetAsync(new RoomCaller(people[2]))).Value!;
        var events = (await room.ResumeAsync(new RoomCaller(people[2]), owners.Seq, room2.Epoch)).Value!.Events;
        Assert.Equal((RoomEventKind.Removed, people[1], message.Seq), (Assert.Single(events).Kind, events[0].ActorId, events[0].TargetSeq));
        Assert.Null((await room.GetMessageAsync(new RoomCaller(people[2]), message.Seq)).Value!.Content);
    }

    [Fact]
    public async Task Muted_Members_NeitherEditNorReactAndMayStillDeleteTheirOwn()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.GroupAsync(people);
        var message = await SendAsync(room, people[1], "halo");
        await room.ChangeMemberAsync(new ChangeMember(people[0], people[1], null, TimeSpan.FromHours(1)));

        Assert.Equal("member_muted", (await room.EditAsync(new EditMessage(people[1], message.Seq, "iklan"))).Error?.Code);
        Assert.Equal("member_muted", (await room.ReactAsync(new ReactToMessage(people[1], message.Seq, "👍", IsAdded: true))).Error?.Code);
        Assert.True((await room.DeleteAsync(people[1], message.Seq)).IsSuccess);
    }

    [Fact]
    public async Task Numbers_AtTheEndsOfTheirRange_AreAnsweredAsAnyOthers()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.DirectAsync(people[0], people[1]);
        var message = await SendAsync(room, people[0], "halo");
        var caller = new RoomCaller(people[1]);

        Assert.Empty((await room.GetHistoryAsync(new HistoryQuery(caller, null, long.MaxValue, 10))).Value!.Messages);
        Assert.Single((await room.GetHistoryAsync(new HistoryQuery(caller, null, long.MinValue, 10))).Value!.Messages);
        Assert.Empty((await room.GetHistoryAsync(new HistoryQuery(caller, long.MinValue, null, 10))).Value!.Messages);
        Assert.Single((await room.GetHistoryAsync(new HistoryQuery(caller, long.MaxValue, null, 10))).Value!.Messages);
        Assert.False((await room.ResumeAsync(caller, long.MaxValue, "")).Value!.IsRecovered);
        Assert.False((await room.ResumeAsync(caller, long.MinValue, "")).Value!.IsRecovered);
        Assert.Equal(1, (await room.MarkReadAsync(people[1], long.MinValue)).Value!.Unread);
        Assert.Equal(ChatErrors.MessageNotFound, (await room.GetMessageAsync(caller, long.MaxValue)).Error);
        Assert.Empty((await room.SearchAsync(new SearchQuery(caller, "halo", long.MinValue, 10))).Value!.Messages);
        Assert.Equal(message.Seq, Assert.Single((await room.SearchAsync(new SearchQuery(caller, "halo", long.MaxValue, 10))).Value!.Messages).Seq);
    }

    [Fact]
    public async Task Unread_OfWhatWasRemoved_CountsUntilItIsPassed()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.DirectAsync(people[0], people[1]);
        var (first, second) = (await SendAsync(room, people[0], "1"), await SendAsync(room, people[0], "2"));
        await room.DeleteAsync(people[0], first.Seq);

        Assert.Equal(new UnreadTotal(2, 1), await chat.Conversations(people[1]).CountUnreadAsync());
        Assert.Equal(1, (await room.MarkReadAsync(people[1], first.Seq)).Value!.Unread);
        Assert.Equal(0, (await room.MarkReadAsync(people[1], second.Seq)).Value!.Unread);
        Assert.Equal(new UnreadTotal(0, 0), await chat.Conversations(people[1]).CountUnreadAsync());
    }

    private static async Task<long> ReadAsync(IChatRoomGrain room, string viewer, string member)
    {
        var found = (await room.GetMembersAsync(new RoomCaller(viewer), new PageRequest(PageRequest.MaxLimit, Before(member)))).Value!;
        return found.Items.Single(one => one.AccountId == member).ReadSeq;
    }

    /// <summary>An id that comes just before another.</summary>
    private static string Before(string id)
    {
        var digits = id.Replace("-", "", StringComparison.Ordinal);
        var number = System.Numerics.BigInteger.Parse("0" + digits, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture) - 1;
        return Guid.ParseExact(number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture)[^32..], "N").ToString();
    }

    private static async Task<ChatMessage> SendAsync(IChatRoomGrain room, string sender, string text)
    {
        var sent = await room.SendAsync(new SendMessage(sender, MessageContent.Of(text), ChatCluster.NewName()));
        Assert.True(sent.IsSuccess, sent.Error?.Detail);
        return sent.Value.Message;
    }
}
