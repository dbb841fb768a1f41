using Nusaloka.Chat;
using Nusaloka.Grains.Tests.Cluster;

namespace Nusaloka.Grains.Tests.Chat;

public sealed class ChatRoomGrainTests(ChatCluster chat) : IClassFixture<ChatCluster>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => chat.AssertWholeAsync();

    [Fact]
    public async Task Open_TwoWhoWriteToEachOther_MeetInOneRoom()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());

        var rooms = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => chat.DirectAsync(i % 2 == 0 ? siti : budi, i % 2 == 0 ? budi : siti)));

        var room = (await rooms[0].GetAsync(new RoomCaller(siti))).Value!;
        Assert.Equal((RoomKind.Direct, 2, 2L), (room.Kind, room.MemberCount, room.LastSeq));
        Assert.Equal(ChatErrors.RoomNotFound, (await rooms[0].GetAsync(new RoomCaller(GrainCluster.NewId(), IsOfficer: true))).Error);
        Assert.Equal(ChatErrors.RoomNotFound, (await chat.Room(GrainCluster.NewId()).GetAsync(new RoomCaller(siti))).Error);
        var nobody = GrainCluster.NewId();
        Assert.Equal(
            ChatErrors.PersonNotFound,
            (await chat.Room(RoomIds.Direct(siti, nobody)).OpenAsync(new OpenRoom(RoomKind.Direct, siti, [nobody]))).Error);
    }

    [Fact]
    public async Task Send_ManyAtOnce_AreNumberedWithoutGapsInTheOrderOfEachSender()
    {
        var people = await chat.PeopleAsync(4);
        var room = await chat.GroupAsync(people);

        var sent = await Task.WhenAll(people.Select(async person =>
        {
            var seqs = new List<long>();
            for (var i = 0; i < 25; i++)
                seqs.Add((await SendAsync(room, person, $"{person} {i}")).Seq);
            return seqs;
        }));

        Assert.All(sent, static seqs => Assert.Equal(seqs.Order(), seqs));
        Assert.Equal(Enumerable.Range(5, 100).Select(static i => (long)i), sent.SelectMany(static seqs => seqs).Order());
    }

    [Fact]
    public async Task Send_AgainUnderItsName_IsTheFirstOneHoweverOftenAndLong()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());
        var room = await chat.DirectAsync(siti, budi);
        var command = new SendMessage(siti, MessageContent.Of("halo"), ChatCluster.NewName());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => room.SendAsync(command)));
        var first = answers[0].Value!.Message;
        Assert.All(answers, answer => Assert.Equal(first.Seq, answer.Value!.Message.Seq));
        Assert.Single(answers, static answer => !answer.Value!.Replayed);
        // Far beyond what is at hand.
        await Task.WhenAll(Enumerable.Range(0, 2 * ChatLimits.RecentEvents + 50).Select(i => SendAsync(room, budi, $"pesan {i}")));
        var others = Enumerable.Range(0, 20).Select(i => room.SendAsync(new SendMessage(siti, MessageContent.Of($"lain {i}"), ChatCluster.NewName()))).ToList();
        var late = await room.SendAsync(command with { Content = MessageContent.Of("halo lagi") });

        Assert.True(late.Value!.Replayed);
        Assert.Equal((first.Seq, "halo"), (late.Value.Message.Seq, late.Value.Message.Content!.Text));
        Assert.Equal(20, (await Task.WhenAll(others)).Select(static answer => answer.Value!.Message.Seq).Distinct().Count());
        Assert.False((await room.SendAsync(command with { SenderId = budi })).Value!.Replayed);
    }

    [Fact]
    public async Task Edit_Delete_React_Reply_ChangeTheMessageAndAreEvents()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());
        var room = await chat.DirectAsync(siti, budi);
        var message = await SendAsync(room, siti, "besok jam 8");

        var edited = (await room.EditAsync(new EditMessage(siti, message.Seq, "besok jam 9"))).Value!;
        Assert.Equal("besok jam 9", edited.Content!.Text);
        Assert.NotNull(edited.EditedAt);
        Assert.Equal(ChatErrors.NotAllowed, (await room.EditAsync(new EditMessage(budi, message.Seq, "besok jam 10"))).Error);
        Assert.Equal(ChatErrors.MessageNotFound, (await room.EditAsync(new EditMessage(siti, 1, "no message"))).Error);
        await room.ReactAsync(new ReactToMessage(budi, message.Seq, "👍", IsAdded: true));
        await room.ReactAsync(new ReactToMessage(budi, message.Seq, "👍", IsAdded: true));
        var reacted = (await room.ReactAsync(new ReactToMessage(siti, message.Seq, "👍", IsAdded: true))).Value!;
        Assert.Equal(new ReactionCount("👍", 2, true), Assert.Single(reacted.Reactions));
        Assert.Equal(1, Assert.Single((await room.ReactAsync(new ReactToMessage(siti, message.Seq, "👍", IsAdded: false))).Value!.Reactions).Count);
        var reply = (await room.SendAsync(new SendMessage(budi, MessageContent.Of("oke"), ReplyTo: message.Seq))).Value!.Message;
        Assert.Equal(message.Seq, reply.ReplyTo);
        Assert.Equal(ChatErrors.NotAllowed, (await room.DeleteAsync(budi, message.Seq)).Error);
        var deleted = (await room.DeleteAsync(siti, message.Seq)).Value!;

        Assert.Equal((MessageRemoval.Deleted, null), (deleted.Removal, deleted.Content));
        Assert.Equal(ChatErrors.MessageRemoved, (await room.EditAsync(new EditMessage(siti, message.Seq, "lagi"))).Error);
        Assert.Equal(ChatErrors.MessageRemoved, (await room.ReactAsync(new ReactToMessage(budi, message.Seq, "👍", true))).Error);
        Assert.Equal(ChatErrors.MessageNotFound, (await room.SendAsync(new SendMessage(budi, MessageContent.Of("oke"), ReplyTo: message.Seq))).Error);
        var events = (await room.ResumeAsync(new RoomCaller(budi), 2, await EpochAsync(room, budi))).Value!.Events;
        Assert.Equal(
            [
                RoomEventKind.Message, RoomEventKind.Edited, RoomEventKind.ReactionAdded, RoomEventKind.ReactionAdded, RoomEventKind.ReactionRemoved,
                RoomEventKind.Message, RoomEventKind.Removed,
            ],
            events.Select(static one => one.Kind));
        Assert.Equal(0, await chat.Database.ScalarAsync<long>(
            "select count(*) from chat_event where room_id = $1 and body like 'besok%'", Guid.Parse(room.GetPrimaryKeyString())));
    }

    [Fact]
    public async Task MarkRead_FurtherAndBack_CountsWhatIsLeft()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());
        var room = await chat.DirectAsync(siti, budi);
        var seqs = new List<long>();
        for (var i = 0; i < 5; i++)
            seqs.Add((await SendAsync(room, siti, $"{i}")).Seq);

        Assert.Equal(5, (await chat.Conversations(budi).CountUnreadAsync()).Messages);
        Assert.Equal(0, (await chat.Conversations(siti).CountUnreadAsync()).Messages);
        Assert.Equal(2, (await room.MarkReadAsync(budi, seqs[2])).Value!.Unread);
        Assert.Equal(2, (await room.MarkReadAsync(budi, seqs[0])).Value!.Unread);
        // Before it is stored, the list knows.
        var listed = Assert.Single((await chat.Conversations(budi).ListAsync(new PageRequest(10, null))).Value!.Items);
        Assert.Equal((2L, "4", siti), (listed.Unread, listed.LastMessage!.Content!.Text, listed.CounterpartId));
        Assert.Equal(new UnreadTotal(2, 1), await chat.Conversations(budi).CountUnreadAsync());
        Assert.Equal(0, (await room.MarkReadAsync(budi, long.MaxValue)).Value!.Unread);
        await Nusaloka.Testing.Eventually.EqualAsync("the stored mark", seqs[4], () => chat.Database.ScalarAsync<long>(
            "select read_seq from chat_member where room_id = $1 and account_id = $2", Guid.Parse(room.GetPrimaryKeyString()), Guid.Parse(budi)));
        Assert.Equal(ChatErrors.RoomNotFound, (await room.MarkReadAsync(GrainCluster.NewId(), 3)).Error);
    }

    [Fact]
    public async Task Block_OfADirectRoom_SilencesBothUntilItIsLifted()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());
        var room = await chat.DirectAsync(siti, budi);

        Assert.True((await room.ChangeOwnSettingsAsync(new ChangeOwnSettings(siti, null, IsBlocked: true))).Value!.Me!.HasBlocked);

        Assert.Equal(ChatErrors.Blocked, (await room.SendAsync(new SendMessage(budi, MessageContent.Of("halo")))).Error);
        Assert.Equal(ChatErrors.Blocked, (await room.SendAsync(new SendMessage(siti, MessageContent.Of("halo")))).Error);
        Assert.DoesNotContain((await room.GetMembersAsync(new RoomCaller(budi), new PageRequest(10, null))).Value!.Items, static member => member.HasBlocked);
        await room.ChangeOwnSettingsAsync(new ChangeOwnSettings(siti, null, IsBlocked: false));
        await SendAsync(room, budi, "halo");
        Assert.Equal(ChatErrors.KindForbids, (await room.RemoveMemberAsync(siti, budi)).Error);
    }

    [Fact]
    public async Task Members_OfAGroup_AreChosenMutedAndInherit()
    {
        var people = await chat.PeopleAsync(4);
        var (owner, moderator, member, guest) = (people[0], people[1], people[2], people[3]);
        var room = await chat.GroupAsync(owner, moderator, member);

        Assert.Equal(ChatErrors.NotAllowed, (await room.AddMembersAsync(member, [guest])).Error);
        Assert.True((await room.ChangeMemberAsync(new ChangeMember(owner, moderator, RoomRole.Moderator, null))).IsSuccess);
        Assert.True((await room.AddMembersAsync(moderator, [guest, member])).IsSuccess);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.AddMembersAsync(GrainCluster.NewId(), [guest])).Error);
        Assert.NotNull((await room.ChangeMemberAsync(new ChangeMember(moderator, member, null, TimeSpan.FromHours(1)))).Value!.MutedUntil);
        Assert.Equal("member_muted", (await room.SendAsync(new SendMessage(member, MessageContent.Of("halo")))).Error!.Code);
        Assert.True((await room.ChangeMemberAsync(new ChangeMember(moderator, member, null, TimeSpan.Zero))).IsSuccess);
        await SendAsync(room, member, "halo");
        Assert.Equal(ChatErrors.NotAllowed, (await room.RemoveMemberAsync(member, guest)).Error);
        Assert.True((await room.RemoveMemberAsync(moderator, guest)).IsSuccess);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.SendAsync(new SendMessage(guest, MessageContent.Of("halo")))).Error);
        Assert.Empty((await chat.Conversations(guest).ListAsync(new PageRequest(10, null))).Value!.Items);
        Assert.True((await room.RemoveMemberAsync(owner, owner)).IsSuccess);

        var left = (await room.GetMembersAsync(new RoomCaller(member), new PageRequest(10, null))).Value!.Items;
        Assert.Equal(
            new[] { (moderator, RoomRole.Owner), (member, RoomRole.Member) }.OrderBy(static pair => pair.Item1, StringComparer.Ordinal),
            left.Select(static one => (one.AccountId, one.Role)));
        Assert.Equal("Bromo", (await room.RenameAsync(moderator, "Bromo")).Value!.Title);
        var page = (await room.GetMembersAsync(new RoomCaller(member), new PageRequest(1, null))).Value!;
        Assert.Equal(left[1].AccountId, Assert.Single((await room.GetMembersAsync(new RoomCaller(member), new PageRequest(1, page.NextCursor))).Value!.Items).AccountId);
    }

    [Fact]
    public async Task History_FromMemoryAndFromTheTable_IsTheSameInBothDirections()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());
        var room = await chat.DirectAsync(siti, budi);
        await Task.WhenAll(Enumerable.Range(0, 3 * ChatLimits.RecentEvents).Select(i => SendAsync(room, siti, $"{i}")));
        var all = await chat.Database.ColumnAsync<long>(
            "select seq from chat_event where room_id = $1 and kind = 1 order by seq", Guid.Parse(room.GetPrimaryKeyString()));

        var (backward, forward) = (new List<long>(), new List<long>());
        RoomHistory page;
        long? before = null;
        do
        {
            page = (await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(budi), before, null, 37))).Value!;
            backward.InsertRange(0, page.Messages.Select(static message => message.Seq));
            before = page.Messages[0].Seq;
        }
        while (page.HasMore);
        var after = 0L;
        do
        {
            page = (await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(budi), null, after, 41))).Value!;
            forward.AddRange(page.Messages.Select(static message => message.Seq));
            after = page.Messages[^1].Seq;
        }
        while (page.HasMore);

        Assert.Equal(all, backward);
        Assert.Equal(all, forward);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(GrainCluster.NewId()), null, null, 10))).Error);
    }

    [Fact]
    public async Task Resume_FromAnyNumber_IsWholeOrSaysThatItIsNot()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());
        var room = await chat.DirectAsync(siti, budi);
        await Task.WhenAll(Enumerable.Range(0, ChatLimits.MaxResumedEvents + 100).Select(i => SendAsync(room, siti, $"{i}")));
        var (caller, epoch) = (new RoomCaller(budi), await EpochAsync(room, budi));
        var last = (await room.GetAsync(caller)).Value!.LastSeq;

        foreach (var missed in new[] { 0, 1, ChatLimits.RecentEvents, ChatLimits.RecentEvents * 3, ChatLimits.MaxResumedEvents })
        {
            var resumed = (await room.ResumeAsync(caller, last - missed, epoch)).Value!;
            Assert.True(resumed.IsRecovered);
            Assert.Equal(Enumerable.Range(1, missed).Select(i => last - missed + i), resumed.Events.Select(static one => one.Seq));
        }

        foreach (var (after, name) in new[] { (last - ChatLimits.MaxResumedEvents - 1, epoch), (last + 1, epoch), (-1, epoch), (last, "another") })
        {
            var resumed = (await room.ResumeAsync(caller, after, name)).Value!;
            Assert.False(resumed.IsRecovered);
            Assert.Empty(resumed.Events);
            Assert.Equal((epoch, last), (resumed.Epoch, resumed.LastSeq));
        }
    }

    [Fact]
    public async Task Search_Words_FindsThemInAnyCaseAndNothingThatWasRemoved()
    {
        var (siti, budi) = (await chat.PersonAsync(), await chat.PersonAsync());
        var room = await chat.DirectAsync(siti, budi);
        var texts = new[] { "Kereta ke Malang", "kereta malam", "pesawat ke Malang", "100% pasti", "KERETA KE MALANG lagi" };
        foreach (var text in texts)
            await SendAsync(room, siti, text);
        var gone = await SendAsync(room, siti, "kereta ke malang yang dihapus");
        await room.DeleteAsync(siti, gone.Seq);

        Assert.Equal(["KERETA KE MALANG lagi", "Kereta ke Malang"], await FoundAsync("malang kereta"));
        Assert.Equal(["100% pasti"], await FoundAsync("0%"));
        Assert.Empty(await FoundAsync("_"));
        var first = (await room.SearchAsync(new SearchQuery(new RoomCaller(budi), "ke", null, 2))).Value!;
        Assert.Equal(2, first.Messages.Length);
        Assert.Equal("kereta malam", (await room.SearchAsync(new SearchQuery(new RoomCaller(budi), "ke", first.NextBefore, 2))).Value!.Messages[0].Content!.Text);
        Assert.NotNull((await room.SearchAsync(new SearchQuery(new RoomCaller(budi), "  ", null, 2))).Error);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.SearchAsync(new SearchQuery(new RoomCaller(GrainCluster.NewId()), "ke", null, 2))).Error);

        async Task<string[]> FoundAsync(string words) =>
            [.. (await room.SearchAsync(new SearchQuery(new RoomCaller(budi), words, null, 10))).Value!.Messages.Select(static one => one.Content!.Text)];
    }

    [Fact]
    public async Task Block_CountsInGroups_Too()
    {
        var people = await chat.PeopleAsync(3);
        var direct = await chat.DirectAsync(people[0], people[1]);
        Assert.True((await direct.ChangeOwnSettingsAsync(new ChangeOwnSettings(people[0], null, IsBlocked: true))).IsSuccess);
        var group = await chat.GroupAsync(people[1], people[2]);

        foreach (var (founder, other) in new[] { (people[0], people[1]), (people[1], people[0]) })
        {
            var opened = await chat.Room(RoomIds.Group(founder, "k")).OpenAsync(new OpenRoom(RoomKind.Group, founder, [other, people[2]], "Jalan"));
            Assert.Equal(ChatErrors.Blocked, opened.Error);
        }

        Assert.Equal(ChatErrors.Blocked, (await group.AddMembersAsync(people[1], [people[0]])).Error);
        Assert.True((await direct.ChangeOwnSettingsAsync(new ChangeOwnSettings(people[0], null, IsBlocked: false))).IsSuccess);
        Assert.True((await group.AddMembersAsync(people[1], [people[0]])).IsSuccess);
    }

    [Fact]
    public async Task Search_OfALongRoom_GoesOnWhereItStopped()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.DirectAsync(people[0], people[1]);
        var key = Guid.Parse(room.GetPrimaryKeyString());
        var first = await SendAsync(room, people[0], "jarum");
        await chat.Database.ExecuteAsync(
            $"""
            insert into chat_event (room_id, seq, kind, actor_id, at, message_count, type, body)
            select '{key}', n, 1, '{people[1]}', now(), n - 2, 1, 'jerami ' || n from generate_series({first.Seq + 1}, {first.Seq + 50_000}) n;
            update chat_room set last_seq = {first.Seq + 50_000}, message_count = 50001, last_message_seq = {first.Seq + 50_000}, version = version + 1 where id = '{key}';
            """);
        // The row is not what the activation knows: it ends, and the next one reads it.
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(room, people[0], "lagi"));
        var query = new SearchQuery(new RoomCaller(people[0]), "jarum", null, 10);

        var pages = 0;
        RoomSearch found;
        do
        {
            found = (await room.SearchAsync(query)).Value!;
            query = query with { Before = found.NextBefore };
            pages++;
        }
        while (found.Messages.IsEmpty && found.NextBefore is not null);

        Assert.Equal("jarum", Assert.Single(found.Messages).Content!.Text);
        Assert.Null(found.NextBefore);
        Assert.True(pages >= 3);
        Assert.Equal("validation_failed", (await room.SearchAsync(query with { Words = "a b c d e f g h i" })).Error?.Code);
    }
    [Fact]
    public async Task SetMembers_OfABooking_FollowsTheBooking()
    {
        var people = await chat.PeopleAsync(3);
        var booking = ChatCluster.NewName();
        var room = chat.Room(RoomIds.Booking(booking));

        Assert.Equal(2, (await room.SetMembersAsync(booking, [people[0], people[1]])).Value!.MemberCount);
        var before = (await room.GetAsync(new RoomCaller(people[0]))).Value!.LastSeq;
        Assert.Equal(before, (await room.SetMembersAsync(booking, [people[1], people[0]])).Value!.LastSeq);
        await SendAsync(room, people[0], "halo");
        Assert.True((await room.SendAsync(new SendMessage(null, new MessageContent(MessageType.System, "Pesanan dikonfirmasi")))).IsSuccess);
        Assert.True((await room.SetMembersAsync(booking, [people[1], people[2]])).IsSuccess);

        Assert.Equal(ChatErrors.RoomNotFound, (await room.GetAsync(new RoomCaller(people[0]))).Error);
        Assert.Equal(2, (await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(people[2]), null, null, 10))).Value!.Messages.Length);
        Assert.Equal(ChatErrors.RoomExists, (await room.SetMembersAsync("another", [people[0]])).Error);
    }

    [Fact]
    public async Task Close_OfAnAccount_TakesWhatItSaidOutOfEveryRoom()
    {
        var people = await chat.PeopleAsync(3);
        var (room, left) = (await chat.GroupAsync(people), await chat.GroupAsync(people));
        var epoch = await EpochAsync(room, people[1]);
        foreach (var one in new[] { room, left })
        {
            await SendAsync(one, people[0], "nomor saya 0812");
            await SendAsync(one, people[1], "oke");
        }

        await left.RemoveMemberAsync(people[0], people[0]);
        Assert.True((await chat.Cluster.Account(people[0]).CloseAsync()).IsSuccess);

        await Nusaloka.Testing.Eventually.EqualAsync("the erasure", 0L, () => chat.Database.ScalarAsync<long>(
            "select (select count(*) from chat_member where account_id = $1) + (select count(*) from chat_event where actor_id = $1 and body <> '')", Guid.Parse(people[0])));
        foreach (var one in new[] { room, left })
        {
            var history = (await one.GetHistoryAsync(new HistoryQuery(new RoomCaller(people[1]), null, null, 10))).Value!;
            Assert.Equal([null, "oke"], history.Messages.Select(static message => message.Content?.Text));
        }

        var resumed = (await room.ResumeAsync(new RoomCaller(people[1]), 1, epoch)).Value!;
        Assert.False(resumed.IsRecovered);
        Assert.Contains((await room.GetMembersAsync(new RoomCaller(people[1]), new PageRequest(10, null))).Value!.Items, static one => one.Role == RoomRole.Owner);
    }

    private static async Task<ChatMessage> SendAsync(IChatRoomGrain room, string sender, string text)
    {
        var sent = await room.SendAsync(new SendMessage(sender, MessageContent.Of(text), ChatCluster.NewName()));
        Assert.True(sent.IsSuccess, sent.Error?.Detail);
        return sent.Value.Message;
    }

    private static async Task<string> EpochAsync(IChatRoomGrain room, string member) => (await room.GetAsync(new RoomCaller(member))).Value!.Epoch;
}
