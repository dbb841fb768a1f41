using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>The official JavaScript client and a raw WebSocket are in one room, and mails come out of a real SMTP server.</summary>
public sealed class RealtimeHubTests : IAsyncLifetime, IDisposable
{
    private readonly TokenForge _forge = new();
    private readonly LogCapture _logs = new();
    private readonly MailServer _mails = MailServer.Create();
    private PostgresDatabase? _database;
    private WebApplication? _app;
    private int _people;

    private Uri Address => ApiServer.AddressOf(_app ?? throw new InvalidOperationException("The server is not started yet."));

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync();
        await _mails.StartAsync();
        _app = ApiServer.Build(
            _database.ConnectionString, _forge, _logs, ["--SMTP:HOST=127.0.0.1", $"--SMTP:PORT={_mails.Port}", "--SMTP:TLS=false", "--REALTIME:CLOSE_SPREAD_SECONDS=0"]);
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await _mails.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    public void Dispose()
    {
        _forge.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task HubAndRawSocket_InOneRoom_HearEachOtherAndMissNothing()
    {
        var (siti, budi) = (await RegisterAsync(), await RegisterAsync());
        using var opened = await siti.Client.PostAsJsonAsync("/api/v1/rooms", new { kind = "direct", member_ids = new[] { budi.Id } });
        var room = (await opened.BodyAsync(201)).Text("id");
        await using var hub = await SignalRClient.ConnectAsync(Address, _forge.Person(siti.Id));
        using var raw = new ClientWebSocket();
        await raw.ConnectAsync(new Uri($"ws://{Address.Authority}/ws/chat?join=none&token={_forge.Person(budi.Id)}"), CancellationToken.None);
        await SendAsync(raw, new { type = "join", conversation_id = room });
        await ReceiveAsync(raw, "joined");

        var joined = await hub.DoAsync("Join", new { conversation_id = room });
        var sent = await hub.DoAsync("Send", new { conversation_id = room, message = new { content = "dari hub", client_msg_id = "h-1" } });
        Assert.Equal("dari hub", (await ReceiveAsync(raw, "message"))["payload"]!.Text("content"));
        await SendAsync(raw, new { type = "message", conversation_id = room, content = "dari soket", client_msg_id = "s-1" });
        var heard = await hub.WaitForAsync("message", static frame => frame["payload"]!.Text("content") == "dari soket");

        Assert.Equal(sent["message"]!.Number("seq") + 1, heard.Number("seq"));
        // Typing and presence are of the moment.
        await SendAsync(raw, new { type = "typing", conversation_id = room });
        Assert.Equal((budi.Id, true), TypingOf(await hub.WaitForAsync("typing")));
        Assert.Equal((budi.Id, false), TypingOf(await hub.WaitForAsync("typing", static frame => !frame["payload"]!["is_typing"]!.GetValue<bool>())));
        await hub.DoAsync("Presence", new { conversation_id = room });
        await hub.WaitForAsync("presence", frame => IsOnline(frame, budi.Id));
        raw.Abort();
        await hub.WaitForAsync("presence", frame => IsOffline(frame, budi.Id));
        // Whoever comes back by the other door gets what was missed, in its order.
        await hub.DoAsync("Send", new { conversation_id = room, message = new { content = "sementara itu", client_msg_id = "h-2" } });
        await using var back = await SignalRClient.ConnectAsync(Address, _forge.Person(budi.Id));
        var resumed = await back.DoAsync("Join", new { conversation_id = room, after_seq = joined.Number("last_seq"), epoch = joined.Text("epoch") });
        Assert.True(resumed["recovered"]!.GetValue<bool>());
        await back.WaitForAsync("message", static frame => frame["payload"]!.Text("content") == "sementara itu");
        Assert.Equal(
            ["dari hub", "dari soket", "sementara itu"],
            back.Frames.Where(static frame => frame.Text("type") == "message").Select(static frame => frame["payload"]!.Text("content")));
    }

    [Fact]
    public async Task Notification_IsPushedWithTheNumberOfUnreadAndMailed()
    {
        var person = await RegisterAsync();
        await ProveAsync(person);
        await using var hub = await SignalRClient.ConnectAsync(Address, _forge.Person(person.Id));
        var before = (await hub.WaitForAsync("unread"))["payload"]!.Number("unread_count");
        using var program = new HttpClient { BaseAddress = Address };
        program.DefaultRequestHeaders.Add("X-Service-Token", _forge.Service());

        using var told = await program.SendJsonAsync(
            HttpMethod.Post, "/api/v1/notifications", new { user_id = person.Id, message = "Kapal berangkat pukul 09.00." }, ("Idempotency-Key", "kapal-1"));
        var id = (await told.BodyAsync(201)).Text("id");

        var pushed = await hub.WaitForAsync("notification", frame => frame["payload"]!["notification"]!.Text("id") == id);
        Assert.Equal("Kapal berangkat pukul 09.00.", pushed["payload"]!["notification"]!.Text("message"));
        Assert.Equal(before + 1, pushed["payload"]!.Number("unread_count"));
        Assert.Contains("Kapal berangkat pukul 09.00.", (await MailAsync(person.Email, "09.00")).Body, StringComparison.Ordinal);
        Assert.Equal(before, (await hub.DoAsync("ReadNotification", new { notification_id = id })).Number("unread_count"));
        Assert.Equal("notification_not_found", (await hub.InvokeAsync("ReadNotification", new { notification_id = Guid.Empty }))["result"]!["error"]!.Text("code"));
        Assert.Equal(0, (await hub.DoAsync("ReadAllNotifications")).Number("unread_count"));
        await Eventually.TrueAsync("the number after reading", () =>
            hub.Frames.SkipWhile(frame => frame != pushed).Any(frame => frame.Text("type") == "unread" && frame["payload"]!.Number("unread_count") == 0));
    }

    [Fact]
    public async Task Hub_WithoutAGoodToken_LetsNobodyIn()
    {
        var person = await RegisterAsync();

        Assert.Contains("401", await SignalRClient.TryAsync(Address, _forge.Service()), StringComparison.Ordinal);
        Assert.Contains("401", await SignalRClient.TryAsync(Address, "x"), StringComparison.Ordinal);
        Assert.Null(await SignalRClient.TryAsync(Address, _forge.Person(person.Id)));
    }

    [Fact]
    public async Task Hub_Commands_AreAnsweredAsTheRoomAnswers()
    {
        var (siti, budi, tono) = (await RegisterAsync(), await RegisterAsync(), await RegisterAsync());
        using var opened = await siti.Client.PostAsJsonAsync("/api/v1/rooms", new { kind = "direct", member_ids = new[] { budi.Id } });
        var room = (await opened.BodyAsync(201)).Text("id");
        await using var hub = await SignalRClient.ConnectAsync(Address, _forge.Person(siti.Id));
        await using var stranger = await SignalRClient.ConnectAsync(Address, _forge.Person(tono.Id));
        await hub.DoAsync("Join", new { conversation_id = room });

        var sent = await hub.DoAsync("Send", new { conversation_id = room, message = new { content = "halo", client_msg_id = "n" } });
        var again = await hub.DoAsync("Send", new { conversation_id = room, message = new { content = "halo", client_msg_id = "n" } });
        Assert.True(again["replayed"]!.GetValue<bool>());
        var message = sent["message"]!.Text("id");
        Assert.Equal("hai", (await hub.DoAsync("Edit", new { conversation_id = room, message_id = message, content = "hai" })).Text("content"));
        var reacted = await hub.DoAsync("React", new { conversation_id = room, message_id = message, emoji = "👍" });
        Assert.Equal(1, reacted["reactions"]![0]!.Number("count"));
        Assert.Equal(0, (await hub.DoAsync("Read", new { conversation_id = room, seq = 1_000 })).Number("unread"));
        Assert.Equal("deleted", (await hub.DoAsync("Delete", new { conversation_id = room, message_id = message })).Text("removal"));
        foreach (var type in new[] { "message", "edited", "reaction_added", "removed" })
            Assert.Equal(room, (await hub.WaitForAsync(type)).Text("conversation_id"));

        foreach (var (method, argument) in new (string, object)[]
        {
            ("Join", new { conversation_id = room }), ("Presence", new { conversation_id = room }), ("Typing", new { conversation_id = room }),
            ("Send", new { conversation_id = room, message = new { content = "halo" } }),
        })
        {
            var refused = (await stranger.InvokeAsync(method, argument))["result"]!;
            Assert.False(refused["ok"]!.GetValue<bool>());
            Assert.Equal("room_not_found", refused["error"]!.Text("code"));
        }

        // What is no command is refused and tells nothing of the inside.
        var wrong = (await hub.InvokeAsync("Send", new { conversation_id = room, message = new { content = "halo", other = 1 } }))["error"]!.GetValue<string>();
        Assert.DoesNotContain("Nusaloka", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain(_logs.Lines, line => line.Contains("access_token=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hub_WhenTheSessionEnds_IsClosed()
    {
        var person = await RegisterAsync();
        using var signedIn = await person.Client.PostAsJsonAsync("/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        var session = await signedIn.BodyAsync();
        await using var hub = await SignalRClient.ConnectAsync(Address, session.Text("access_token"));
        await hub.WaitForAsync("unread");
        using var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.Text("access_token"));

        using var signedOut = await client.PostAsJsonAsync("/api/v1/auth/logout", new { refresh_token = session.Text("refresh_token") });
        Assert.True(signedOut.IsSuccessStatusCode, await signedOut.Content.ReadAsStringAsync());

        await hub.ClosedAsync();
        Assert.Equal("session_ended", (await hub.WaitForAsync("closing"))["payload"]!.Text("code"));
    }

    private static (string, bool) TypingOf(JsonNode frame) => (frame["payload"]!.Text("account_id"), frame["payload"]!["is_typing"]!.GetValue<bool>());

    private static bool IsOnline(JsonNode frame, string account) => Members(frame).Any(member => member.Text("account_id") == account && member["online"]!.GetValue<bool>());

    private static bool IsOffline(JsonNode frame, string account) =>
        Members(frame).Any(member => member.Text("account_id") == account && !member["online"]!.GetValue<bool>() && member["last_seen_at"] is not null);

    private static IEnumerable<JsonNode> Members(JsonNode frame) => frame["payload"]!["members"]!.AsArray().Select(static member => member!);

    private static Task SendAsync(ClientWebSocket socket, object frame) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonNode> ReceiveAsync(ClientWebSocket socket, string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var buffer = new byte[16_384];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            var frame = JsonNode.Parse(Encoding.UTF8.GetString(buffer, 0, read.Count))!;
            if (frame.Text("type") == type)
                return frame;
            Assert.NotEqual("error", frame.Text("type"));
        }
    }

    private async Task<Person> RegisterAsync()
    {
        var email = $"orang{Interlocked.Increment(ref _people)}@contoh.id";
        using var client = new HttpClient { BaseAddress = Address };
        using var response = await client.PostAsJsonAsync("/api/v1/auth/register", new { full_name = $"Orang {_people}", email, password = ApiServer.Password });
        var id = (await response.BodyAsync(201)).Text("id");
        var own = new HttpClient { BaseAddress = Address };
        own.DefaultRequestHeaders.Authorization = new("Bearer", _forge.Person(id));
        return new Person(id, email, own);
    }

    private async Task ProveAsync(Person person)
    {
        using var requested = await person.Client.PostAsync("/api/v1/account/identifiers/email/verify/request", null);
        var flow = (await requested.BodyAsync(202)).Text("flow_id");
        var mail = await _mails.WaitForAsync(person.Email);
        var code = System.Text.RegularExpressions.Regex.Match(mail.Body, @"\b\d{6}\b").Value;
        using var proven = await person.Client.PostAsJsonAsync("/api/v1/account/identifiers/email/verify", new { flow_id = flow, code });
        await proven.BodyAsync();
    }

    private async Task<ReceivedMail> MailAsync(string address, string word)
    {
        ReceivedMail? found = null;
        await Eventually.TrueAsync(
            $"a mail with {word}", async () => (found = (await _mails.ToAsync(address)).FirstOrDefault(mail => mail.Body.Contains(word, StringComparison.Ordinal))) is not null);
        return found!;
    }
}
