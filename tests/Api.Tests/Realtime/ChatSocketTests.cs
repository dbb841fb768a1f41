using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Chat;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>Rooms over the raw socket: what is said arrives, once and in order, whatever was missed.</summary>
[Collection(ApiCollection.Name)]
public sealed class ChatSocketTests(ApiServer api)
{
    [Fact]
    public async Task Message_OfTheStaysContract_IsAcknowledgedAndReachesTheOther()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = await DirectAsync(siti, budi);
        await using var hers = await ConnectAsync(siti, "");
        await using var his = await ConnectAsync(budi, "");
        Assert.Equal(room, (await his.NextAsync("joined")).Text("conversation_id"));

        await hers.SendAsync(new { type = "message", conversation_id = room, content = "Halo!", client_msg_id = "n-1", id = "1" });

        var ack = await hers.NextAsync("ack");
        Assert.Equal(("1", room, "n-1"), (ack.Text("id"), ack.Text("conversation_id"), ack["payload"]!.Text("client_msg_id")));
        var message = await his.NextAsync("message");
        Assert.Equal((room, "Halo!", siti.Id), (message.Text("conversation_id"), message["payload"]!.Text("content"), message["payload"]!.Text("sender_id")));
        Assert.Equal(ack.Number("seq"), message.Number("seq"));
        Assert.Equal(ack["payload"]!.Text("message_id"), message["payload"]!.Text("id"));
        await hers.SendAsync(new { type = "message", conversation_id = room, content = "Halo!", client_msg_id = "n-1" });
        var again = await hers.NextAsync("ack");
        Assert.True(again["payload"]!["replayed"]!.GetValue<bool>());
        Assert.Equal(ack.Number("seq"), again.Number("seq"));
        await his.SendAsync(new { type = "read", conversation_id = room, seq = message.Number("seq") });
        Assert.Equal(0, (await his.NextAsync("ack"))["payload"]!.Number("unread"));
        Assert.Equal(budi.Id, (await hers.NextAsync("read"))["payload"]!.Text("account_id"));
    }

    [Fact]
    public async Task Message_ToARoomThatWasNotJoined_JoinsIt()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        await using var hers = await ConnectAsync(siti, "");
        var room = await DirectAsync(siti, budi);

        await hers.SendAsync(new { type = "message", conversation_id = room, content = "halo" });

        Assert.Equal(room, (await hers.NextAsync("joined")).Text("conversation_id"));
        Assert.Equal("halo", (await hers.NextAsync("message"))["payload"]!.Text("content"));
    }

    [Fact]
    public async Task Events_OfARoomsLife_ComeInTheirOrder()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = await DirectAsync(siti, budi);
        await using var hers = await ConnectAsync(siti, "");
        await using var his = await ConnectAsync(budi, "");
        await hers.NextAsync("joined");
        await his.NextAsync("joined");

        await hers.SendAsync(new { type = "message", conversation_id = room, content = "jam 8" });
        var seq = (await hers.NextAsync("ack")).Number("seq");
        await hers.SendAsync(new { type = "edit", conversation_id = room, seq, content = "jam 9" });
        await hers.NextAsync("ack");
        await his.SendAsync(new { type = "react", conversation_id = room, message_id = $"{room}.{seq}", emoji = "👍" });
        await his.NextAsync("ack");
        await his.SendAsync(new { type = "unreact", conversation_id = room, seq, emoji = "👍" });
        await his.NextAsync("ack");
        await hers.SendAsync(new { type = "delete", conversation_id = room, seq });
        await hers.NextAsync("removed");
        await his.SendAsync(new { type = "delete", conversation_id = room, seq, id = "mine?" });

        var refused = await his.NextAsync("error");
        Assert.Equal(("mine?", "room_role_forbids"), (refused.Text("id"), refused["payload"]!.Text("code")));
        await using var later = await ConnectAsync(budi, "&join=none");
        var epoch = await EpochAsync(siti, room);
        await later.SendAsync(new { type = "join", conversation_id = room, after_seq = seq - 1, epoch });
        Assert.True((await later.NextAsync("joined"))["payload"]!["recovered"]!.GetValue<bool>());
        var types = new List<string>();
        while (types.Count < 5)
            types.Add((await later.NextAsync()).Text("type"));
        Assert.Equal(["message", "edited", "reaction_added", "reaction_removed", "removed"], types);
    }

    [Fact]
    public async Task Join_AfterANumberWhileOthersWrite_BringsEverythingOnceAndInOrder()
    {
        const int before = 350, meanwhile = 150;
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = await DirectAsync(siti, budi);
        var grain = Grain(room);
        var start = (await grain.GetAsync(new RoomCaller(siti.Id))).Value!;
        await Task.WhenAll(Enumerable.Range(0, before).Select(i => SayAsync(grain, null, $"{i}")));
        await using var his = await ConnectAsync(budi, "&join=none");

        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < meanwhile; i++)
                await SayAsync(grain, null, $"lagi {i}");
        });
        await his.SendAsync(new { type = "join", conversation_id = room, after_seq = start.LastSeq, epoch = start.Epoch, id = "j" });

        var joined = await his.NextAsync();
        Assert.Equal(("joined", "j", true), (joined.Text("type"), joined.Text("id"), joined["payload"]!["recovered"]!.GetValue<bool>()));
        for (var i = 1; i <= before + meanwhile; i++)
            Assert.Equal(start.LastSeq + i, (await his.NextAsync("message")).Number("seq"));
        await writing;
        Assert.Empty(his.Rest());
    }

    [Fact]
    public async Task Join_OfAnotherHistory_IsNotRecoveredAndGoesOnFromNow()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = await DirectAsync(siti, budi);
        await SayAsync(Grain(room), siti.Id, "satu");
        await using var his = await ConnectAsync(budi, "&join=none");

        await his.SendAsync(new { type = "join", conversation_id = room, after_seq = 1, epoch = "another" });

        var joined = await his.NextAsync();
        Assert.False(joined["payload"]!["recovered"]!.GetValue<bool>());
        var next = await SayAsync(Grain(room), siti.Id, "dua");
        Assert.Equal(next, joined["payload"]!.Number("last_seq") + 1);
        Assert.Equal(next, (await his.NextAsync()).Number("seq"));
    }

    [Fact]
    public async Task Member_WhoIsRemoved_HearsOfItAndOfNothingAfter()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var opened = await siti.Client.SendJsonAsync(
            HttpMethod.Post, "/api/v1/rooms", new { kind = "group", title = "Bromo", member_ids = new[] { budi.Id } });
        var room = (await opened.BodyAsync(201)).Text("id");
        await using var hers = await ConnectAsync(siti, "");
        await using var his = await ConnectAsync(budi, "");
        await hers.NextAsync("joined");
        await his.NextAsync("joined");

        using var removed = await siti.Client.DeleteAsync($"/api/v1/rooms/{room}/members/{budi.Id}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        var news = await his.NextAsync("member");
        Assert.Equal(("removed", budi.Id), (news["payload"]!["member"]!.Text("change"), news["payload"]!["member"]!.Text("account_id")));
        Assert.Equal(room, (await his.NextAsync("left")).Text("conversation_id"));
        await hers.SendAsync(new { type = "message", conversation_id = room, content = "tanpa dia" });
        await hers.NextAsync("message");
        await his.SendAsync(new { type = "message", conversation_id = room, content = "halo?" });

        Assert.Equal("room_not_found", (await his.NextAsync("error"))["payload"]!.Text("code"));
        Assert.DoesNotContain(his.Rest(), static frame => frame.Text("type") == "message");
    }

    [Fact]
    public async Task Member_WhoIsAdded_HearsOfItAndIsInTheRoom_AndHearsOfTheEnd()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        await using var his = await ConnectAsync(budi, "");
        await using var naming = await ConnectAsync(budi, "&join=none");
        var partition = api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IPresenceGrain>(PresencePartitions.Key(PresencePartitions.Of(budi.Id)));
        await Eventually.TrueAsync("it is known where he is", async () => (await partition.FindAsync([budi.Id])).Length > 0);

        using var opened = await siti.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/rooms", new { kind = "group", title = "Bromo", member_ids = new[] { budi.Id } });
        var room = (await opened.BodyAsync(201)).Text("id");

        foreach (var client in new[] { his, naming })
        {
            var added = await client.NextMembershipAsync();
            Assert.Equal(("room_added", room, "joined"), (added.Text("type"), added.Text("conversation_id"), added["payload"]!["member"]!.Text("change")));
        }

        Assert.Equal(room, (await his.NextAsync("joined")).Text("conversation_id"));
        await SayAsync(Grain(room), siti.Id, "selamat datang");
        Assert.Equal("selamat datang", (await his.NextAsync("message"))["payload"]!.Text("content"));
        // Whoever names their rooms is told of this one, and no more.
        await naming.SendAsync(new { type = "ping" });
        Assert.Equal("pong", (await naming.NextAsync()).Text("type"));
        using var removed = await siti.Client.DeleteAsync($"/api/v1/rooms/{room}/members/{budi.Id}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        foreach (var client in new[] { his, naming })
        {
            var gone = await client.NextMembershipAsync();
            Assert.Equal(("room_removed", room, "removed"), (gone.Text("type"), gone.Text("conversation_id"), gone["payload"]!["member"]!.Text("change")));
        }
    }

    [Fact]
    public async Task Member_WhoIsAddedWhileTheyConnect_HearsOfItToo()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var opened = await siti.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/rooms", new { kind = "group", title = "Bromo", member_ids = new[] { budi.Id } });
        var room = (await opened.BodyAsync(201)).Text("id");

        await using var his = await ConnectAsync(budi, "&join=none");

        var added = await his.NextMembershipAsync();
        Assert.Equal(("room_added", room), (added.Text("type"), added.Text("conversation_id")));
    }

    [Fact]
    public async Task Connect_WithARoomThatFails_IsToldOfItAndHearsOfTheOthers()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var (room, broken) = (await DirectAsync(siti, budi), Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        // Its time is none that a room can read.
        await api.Database.ExecuteAsync(
            "insert into chat_room (id, kind, title, created_at, epoch, active_at) values ($1, 2, 'Bromo', '200000-01-01', gen_random_uuid(), now() + interval '1 day')", broken);
        await api.Database.ExecuteAsync(
            "insert into chat_member (room_id, account_id, role, joined_at, read_seq, read_messages) values ($1, $2, 0, now(), 0, 0)", broken, Guid.Parse(budi.Id));

        await using var his = await ConnectAsync(budi, "");

        var frames = new Dictionary<string, System.Text.Json.Nodes.JsonNode>();
        while (frames.Count < 2)
        {
            var frame = await his.NextAsync();
            frames[frame.Text("type")] = frame;
        }

        Assert.Equal(room, frames["joined"].Text("conversation_id"));
        Assert.Equal((broken.ToString(), "unavailable"), (frames["error"].Text("conversation_id"), frames["error"]["payload"]!.Text("code")));
        await SayAsync(Grain(room), siti.Id, "halo");
        Assert.Equal("halo", (await his.NextAsync("message"))["payload"]!.Text("content"));
        Assert.Null(his.Closed);
    }

    [Fact]
    public async Task Join_OfARoomOfOthers_IsRefused()
    {
        var (siti, budi, tono) = (await api.RegisterAsync(), await api.RegisterAsync(), await api.RegisterAsync());
        var room = await DirectAsync(siti, budi);
        await using var his = await ConnectAsync(tono, "");

        foreach (var id in new[] { room, "not an id", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString() })
        {
            await his.SendAsync(new { type = "join", conversation_id = id, after_seq = 0, epoch = "" });
            Assert.Equal("room_not_found", (await his.NextAsync("error"))["payload"]!.Text("code"));
        }

        await SayAsync(Grain(room), siti.Id, "rahasia");
        await his.SendAsync(new { type = "ping", id = "p" });
        Assert.Equal("pong", (await his.NextAsync()).Text("type"));
    }

    [Fact]
    public async Task Read_UpToAMessageOfAnotherRoom_ReadsNothing()
    {
        var (siti, budi, tono) = (await api.RegisterAsync(), await api.RegisterAsync(), await api.RegisterAsync());
        var (room, other) = (await DirectAsync(siti, budi), await DirectAsync(tono, budi));
        var seq = await SayAsync(Grain(room), siti.Id, "halo");
        Assert.Equal(seq, await SayAsync(Grain(other), tono.Id, "halo"));
        await using var his = await ConnectAsync(budi, "&join=none");

        await his.SendAsync(new { type = "read", conversation_id = room, message_id = new MessageId(other, seq).ToString() });
        Assert.Equal("validation_failed", (await his.NextAsync("error"))["payload"]!.Text("code"));
        await his.SendAsync(new { type = "read", conversation_id = room, message_id = new MessageId(room, seq).ToString() });

        Assert.Equal(0, (await his.NextAsync("ack"))["payload"]!.Number("unread"));
        Assert.Equal(1, (await budi.Client.GetJsonAsync("/api/v1/rooms/unread")).Number("messages"));
    }

    [Fact]
    public async Task Leave_OfARoom_EndsItsFramesAndNoMembership()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = await DirectAsync(siti, budi);
        await using var his = await ConnectAsync(budi, "");
        await his.NextAsync("joined");

        await his.SendAsync(new { type = "leave", conversation_id = room });
        Assert.Equal(room, (await his.NextAsync("left")).Text("conversation_id"));
        await SayAsync(Grain(room), siti.Id, "halo");
        await his.SendAsync(new { type = "join", conversation_id = room });

        var joined = await his.NextAsync();
        Assert.Equal("joined", joined.Text("type"));
        await SayAsync(Grain(room), siti.Id, "lagi");
        Assert.Equal("lagi", (await his.NextAsync("message"))["payload"]!.Text("content"));
    }

    private Task<SocketClient> ConnectAsync(Person person, string query) =>
        SocketClient.ConnectAsync(api.Address, $"/ws/chat?token={person.Client.DefaultRequestHeaders.Authorization!.Parameter}{query}");

    private IChatRoomGrain Grain(string room) => api.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IChatRoomGrain>(room);

    private static async Task<long> SayAsync(IChatRoomGrain room, string? sender, string text) =>
        (await room.SendAsync(new SendMessage(sender, MessageContent.Of(text)))).Value!.Message.Seq;

    private static async Task<string> DirectAsync(Person one, Person other)
    {
        using var response = await one.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/rooms", new { kind = "direct", member_ids = new[] { other.Id } });
        return (await response.BodyAsync(201)).Text("id");
    }

    private static async Task<string> EpochAsync(Person person, string room) => (await person.Client.GetJsonAsync($"/api/v1/rooms/{room}")).Text("epoch");
}
