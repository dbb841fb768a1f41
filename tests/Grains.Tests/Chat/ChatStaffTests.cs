using Nusaloka.Accounts;
using Nusaloka.Chat;
using Nusaloka.Grains.Tests.Cluster;
using Nusaloka.Privacy;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Chat;

/// <summary>What staff may see and do: what members have told them of, and support rooms, on record.</summary>
public sealed class ChatStaffTests(ChatCluster chat) : IClassFixture<ChatCluster>
{
    [Fact]
    public async Task Report_ThenHide_TakesTheMessageFromEverybodyAndKeepsTheRecord()
    {
        var people = await chat.PeopleAsync(3);
        var room = await chat.GroupAsync(people);
        var message = await SendAsync(room, people[0], "kirim PIN Anda ke sini");
        var officer = GrainCluster.NewId();
        var moderation = chat.Cluster.Grain<IChatModerationGrain>("0");

        var report = (await room.ReportAsync(new ReportMessage(people[1], message.Seq, ReportReason.Fraud, "penipuan"))).Value!;
        Assert.Equal(report, (await room.ReportAsync(new ReportMessage(people[1], message.Seq, ReportReason.Spam, "lagi"))).Value);
        var second = (await room.ReportAsync(new ReportMessage(people[2], message.Seq, ReportReason.Fraud, ""))).Value!;
        Assert.Contains(report, (await moderation.ListReportsAsync(ReportStatus.Open, new PageRequest(100, null))).Value!.Items);
        var decided = (await moderation.DecideAsync(report.Id, officer, isUpheld: true, "menipu")).Value!;

        Assert.Equal((ReportStatus.Upheld, officer, "menipu", "kirim PIN Anda ke sini"), (decided.Status, decided.DecidedBy, decided.Decision, decided.Text));
        Assert.Equal(decided, (await moderation.DecideAsync(report.Id, officer, isUpheld: true, "menipu")).Value);
        Assert.Equal(ChatErrors.ReportDecided, (await moderation.DecideAsync(second.Id, officer, isUpheld: false, "tidak")).Error);
        var hidden = (await room.GetMessageAsync(new RoomCaller(people[1]), message.Seq)).Value!;
        Assert.Equal((MessageRemoval.Hidden, null), (hidden.Removal, hidden.Content));
        Assert.Equal(ChatErrors.MessageRemoved, (await room.ReportAsync(new ReportMessage(people[1], message.Seq, ReportReason.Fraud, ""))).Error);
    }

    [Fact]
    public async Task Hide_WithoutAReport_IsForSupportRoomsAlone()
    {
        var people = await chat.PeopleAsync(2);
        var officer = await OfficerAsync();
        var group = await chat.GroupAsync(people);
        var said = await SendAsync(group, people[0], "beli di sini");
        var support = chat.Room(RoomIds.Support(people[0]));
        Assert.True((await support.OpenAsync(new OpenRoom(RoomKind.Support, people[0], [], SubjectId: people[0]))).IsSuccess);
        var asked = await SendAsync(support, people[0], "beli di sini");

        Assert.Equal(ChatErrors.ReportNeeded, (await group.HideAsync(new HideMessage(officer, said.Seq, "iklan"))).Error);
        Assert.Equal("beli di sini", (await group.GetMessageAsync(new RoomCaller(people[1]), said.Seq)).Value!.Content!.Text);
        Assert.True((await support.HideAsync(new HideMessage(officer, asked.Seq, "iklan"))).IsSuccess);
        Assert.True((await support.HideAsync(new HideMessage(officer, asked.Seq, "iklan"))).IsSuccess);
        // Without a report the hiding itself is the record.
        Assert.Equal(1, await chat.Database.ScalarAsync<long>(
            "select count(*) from chat_report where room_id = $1 and message_seq = $2 and status = 1 and body = 'beli di sini'",
            Guid.Parse(support.GetPrimaryKeyString()), asked.Seq));
    }

    [Fact]
    public async Task GetReport_ShowsTheMessageWithALittleAroundItUntilItIsDecided()
    {
        var people = await chat.PeopleAsync(2);
        var room = await chat.DirectAsync(people[0], people[1]);
        var sent = new List<ChatMessage>();
        for (var i = 0; i < 12; i++)
            sent.Add(await SendAsync(room, people[i % 2], $"pesan {i}"));
        await room.DeleteAsync(people[0], sent[4].Seq);
        var report = (await room.ReportAsync(new ReportMessage(people[1], sent[6].Seq, ReportReason.Abuse, ""))).Value!;
        var moderation = chat.Cluster.Grain<IChatModerationGrain>("0");

        var shown = (await moderation.GetReportAsync(report.Id)).Value!;
        Assert.Equal(
            ["pesan 2", "pesan 3", "pesan 5", "pesan 6", "pesan 7", "pesan 8", "pesan 9"], shown.Context.Select(static one => one.Content!.Text));
        await moderation.DecideAsync(report.Id, GrainCluster.NewId(), isUpheld: false, "tidak apa-apa");

        Assert.Equal(ReportStatus.Dismissed, (await moderation.GetReportAsync(report.Id)).Value!.Report.Status);
        Assert.Empty((await moderation.GetReportAsync(report.Id)).Value!.Context);
        Assert.Equal(ChatErrors.ReportNotFound, (await moderation.GetReportAsync(GrainCluster.NewId())).Error);
    }

    [Fact]
    public async Task Support_OfOnePerson_IsOpenToOfficersAndToNobodyElse()
    {
        var (siti, budi, officer) = (await chat.PersonAsync(), await chat.PersonAsync(), new RoomCaller(await OfficerAsync(), IsOfficer: true));
        var room = chat.Room(RoomIds.Support(siti));
        Assert.True((await room.OpenAsync(new OpenRoom(RoomKind.Support, siti, [], SubjectId: siti))).IsSuccess);
        await SendAsync(room, siti, "tolong");

        Assert.Equal(ChatErrors.RoomNotFound, (await room.JoinAsync(new RoomCaller(budi))).Error);
        Assert.Contains(
            (await chat.Cluster.Grain<IChatModerationGrain>("0").ListSupportRoomsAsync(new PageRequest(100, null))).Value!.Items,
            one => one.RoomId == RoomIds.Support(siti) && one.LastMessage!.Content!.Text == "tolong");
        Assert.Single((await room.GetHistoryAsync(new HistoryQuery(officer, null, null, 10))).Value!.Messages);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.SendAsync(new SendMessage(officer.AccountId, MessageContent.Of("ya?")))).Error);
        Assert.Equal(RoomRole.Officer, (await room.JoinAsync(officer)).Value!.Me!.Role);
        await SendAsync(room, officer.AccountId, "ya?");
        Assert.Equal(ChatErrors.NotAllowed, (await room.RemoveMemberAsync(siti, siti)).Error);
        Assert.True((await room.RemoveMemberAsync(officer.AccountId, officer.AccountId)).IsSuccess);
    }

    [Fact]
    public async Task Support_AnOfficerWhoIsNoneAnyMore_IsNoMemberAtOnce()
    {
        var (siti, officer, other) = (await chat.PersonAsync(), await OfficerAsync(), await OfficerAsync());
        var room = chat.Room(RoomIds.Support(siti));
        Assert.True((await room.OpenAsync(new OpenRoom(RoomKind.Support, siti, [], SubjectId: siti))).IsSuccess);
        foreach (var one in new[] { officer, other })
        {
            Assert.True((await room.JoinAsync(new RoomCaller(one, IsOfficer: true))).IsSuccess);
            await SendAsync(room, one, "ya?");
        }

        Assert.Single((await chat.Conversations(officer).ListAsync(new PageRequest(10, null))).Value!.Items);

        await chat.Cluster.Account(officer).SetRoleAsync(new SetRole(Role.User, siti));

        Assert.Empty((await chat.Conversations(officer).ListAsync(new PageRequest(10, null))).Value!.Items);
        Assert.Equal(0, (await chat.Conversations(officer).CountUnreadAsync()).Messages);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.SendAsync(new SendMessage(officer, MessageContent.Of("lagi")))).Error);
        Assert.Equal(ChatErrors.RoomNotFound, (await room.GetAsync(new RoomCaller(officer))).Error);
        Assert.True((await room.SendAsync(new SendMessage(other, MessageContent.Of("saya bantu")))).IsSuccess);
        Assert.Equal(2, (await room.GetAsync(new RoomCaller(siti))).Value!.MemberCount);

        // The other one asks nothing any more, and hears nothing either.
        await chat.Cluster.Account(other).SetRoleAsync(new SetRole(Role.User, siti));
        await Eventually.EqualAsync("the officer to be out", 1, async () => (await room.GetAsync(new RoomCaller(siti))).Value!.MemberCount);
    }

    [Fact]
    public async Task Support_ReadByStaff_IsOnRecordOnceAWhile()
    {
        var (siti, officer) = (await chat.PersonAsync(), await OfficerAsync());
        var room = chat.Room(RoomIds.Support(siti));
        Assert.True((await room.OpenAsync(new OpenRoom(RoomKind.Support, siti, [], SubjectId: siti))).IsSuccess);
        await SendAsync(room, siti, "tolong");
        Assert.True((await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(siti), null, null, 10))).IsSuccess);

        Assert.True((await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(officer, IsOfficer: true), null, null, 10))).IsSuccess);
        Assert.True((await room.ResumeAsync(new RoomCaller(officer, IsOfficer: true), 0, "")).IsSuccess);

        var read = Assert.Single((await chat.Cluster.Grain<ISensitiveReadGrain>("0").ListAsync(siti, new PageRequest(10, null))).Value!.Items);
        Assert.Equal((officer, "support"), (read.ReaderId, read.What));
        Assert.Equal(ChatErrors.RoomNotFound, (await room.GetHistoryAsync(new HistoryQuery(new RoomCaller(officer), null, null, 10))).Error);
    }

    private async Task<string> OfficerAsync()
    {
        var id = await chat.PersonAsync();
        Assert.True((await chat.Cluster.Account(id).SetRoleAsync(new SetRole(Role.Officer, id))).IsSuccess);
        return id;
    }

    private static async Task<ChatMessage> SendAsync(IChatRoomGrain room, string sender, string text)
    {
        var sent = await room.SendAsync(new SendMessage(sender, MessageContent.Of(text), ChatCluster.NewName()));
        Assert.True(sent.IsSuccess, sent.Error?.Detail);
        return sent.Value.Message;
    }
}
