using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Api.Realtime;
using Nusaloka.Api.Tests.Accounts.Sessions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Realtime;

/// <summary>Who may connect, and what ends a connection.</summary>
[Collection(ApiCollection.Name)]
public sealed class SocketSafetyTests(ApiServer api)
{
    private const string Chat = "/ws/chat";

    [Theory]
    [InlineData("/ws/chat")]
    [InlineData("/ws/notification")]
    public async Task Connect_WithoutAGoodToken_IsRefused(string path)
    {
        var expired = api.Forge.Sign(TokenForge.Header(), TokenForge.Claims(now: TimeProvider.System.GetUtcNow().AddHours(-1)));

        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, path));
        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, path + "?token=abc"));
        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, $"{path}?token={expired}"));
        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, $"{path}?token={api.Forge.Service()}"));
        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, $"{path}?token={api.Forge.Person()}&access_token={api.Forge.Person()}"));
        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, path + "?ticket=" + new string('A', 43)));
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://app.nusaloka.id.evil.example", 403)]
    public async Task Connect_FromAForeignPage_IsRefused(string origin, int status)
    {
        var person = await SignedIn.NewAsync(api);

        Assert.Equal(status, await SocketClient.RefusalAsync(api.Address, $"{Chat}?token={person.AccessToken}", ("Origin", origin)));
    }

    [Fact]
    public async Task Connect_FromAnAllowedOrTheOwnPage_IsTaken()
    {
        var person = await SignedIn.NewAsync(api);

        foreach (var origin in new[] { ApiServer.AllowedOrigin, $"http://{api.Address.Authority}" })
        {
            await using var client = await SocketClient.ConnectAsync(api.Address, $"{Chat}?token={person.AccessToken}", ("Origin", origin));
            await client.SendAsync(new { type = "ping" });
            Assert.Equal("pong", (await client.NextAsync()).Text("type"));
        }
    }

    [Theory]
    [InlineData("Join")]
    [InlineData("Send")]
    [InlineData("Leave")]
    [InlineData("RefreshToken")]
    public async Task HubCommand_WithoutItsArgument_IsToldWhat(string command)
    {
        var person = await SignedIn.NewAsync(api);
        await using var hub = await RawHubClient.ConnectAsync(api.Address, person.AccessToken);

        await hub.CallAsync(command, null);

        var answer = await hub.NextAnswerAsync();
        Assert.Equal("frame_malformed", answer["result"]?["error"]?.Text("code"));
    }

    [Fact]
    public async Task Connect_WithoutAnUpgrade_IsToldWhat()
    {
        var person = await api.RegisterAsync();

        using var response = await person.Client.GetAsync(Chat);

        await ProblemAssert.IsAsync(response, 426, "upgrade_required");
        Assert.Equal("websocket", response.Headers.Upgrade.ToString());
    }

    [Fact]
    public async Task Ticket_IsGoodOnceAndNoToken()
    {
        var person = await SignedIn.NewAsync(api);
        using var response = await person.Client.PostAsync("/api/v1/realtime/tickets", null);
        var ticket = (await response.BodyAsync(201)).Text("ticket");

        await using var client = await SocketClient.ConnectAsync(api.Address, $"/ws/notification?ticket={ticket}");

        Assert.Equal("unread", (await client.NextAsync()).Text("type"));
        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, $"{Chat}?ticket={ticket}"));
        using var asToken = api.As(ticket);
        using var refused = await asToken.GetAsync("/api/v1/auth/me");
        await ProblemAssert.IsAsync(refused, 401, "token_invalid");
    }

    [Fact]
    public async Task Ticket_OfASessionThatHasEnded_IsRefused()
    {
        var person = await SignedIn.NewAsync(api);
        using var response = await person.Client.PostAsync("/api/v1/realtime/tickets", null);
        var ticket = (await response.BodyAsync(201)).Text("ticket");
        using var left = await person.Client.PostAsync("/api/v1/auth/logout", null);
        Assert.True(left.IsSuccessStatusCode);

        Assert.Equal(401, await SocketClient.RefusalAsync(api.Address, $"{Chat}?ticket={ticket}"));
    }

    [Fact]
    public async Task Logout_ClosesTheSocketsOfTheSessionAndNoOthers()
    {
        var person = await SignedIn.NewAsync(api);
        var elsewhere = await person.AgainAsync(api);
        await using var here = await SocketClient.ConnectAsync(api.Address, $"{Chat}?token={person.AccessToken}");
        await using var notifications = await SocketClient.ConnectAsync(api.Address, $"/ws/notification?token={person.AccessToken}");
        await using var there = await SocketClient.ConnectAsync(api.Address, $"{Chat}?token={elsewhere.AccessToken}");

        using var left = await person.Client.PostAsync("/api/v1/auth/logout", null);

        Assert.True(left.IsSuccessStatusCode);
        Assert.Equal((4403, "session_ended"), await here.EndAsync());
        Assert.Equal((4403, "session_ended"), await notifications.EndAsync());
        await there.SendAsync(new { type = "ping" });
        Assert.Equal("pong", (await there.NextAsync()).Text("type"));
    }

    [Fact]
    public async Task Token_ThatExpires_IsAnnouncedAndReplacedByANewOne()
    {
        var person = await api.RegisterAsync();
        var stranger = await api.RegisterAsync();
        await using var client = await SocketClient.ConnectAsync(api.Address, $"{Chat}?token={TokenFor(person.Id, seconds: 30)}");

        Assert.NotNull((await client.NextAsync("token_expiring"))["payload"]!["expires_at"]);
        await client.SendAsync(new { type = "refresh_token", token = api.Forge.Person(stranger.Id), id = "1" });
        Assert.Equal("token_invalid", (await client.NextAsync("error"))["payload"]!.Text("code"));
        await client.SendAsync(new { type = "refresh_token", token = TokenFor(person.Id, seconds: 900), id = "2" });

        Assert.Equal("2", (await client.NextAsync("token_refreshed")).Text("id"));
    }

    [Fact]
    public async Task Token_ThatHasExpired_ClosesTheSocket()
    {
        var person = await api.RegisterAsync();

        await using var client = await SocketClient.ConnectAsync(api.Address, $"{Chat}?token={TokenFor(person.Id, seconds: 3)}");

        Assert.Equal((4401, "token_expired"), await client.EndAsync());
    }

    [Fact]
    public async Task Frames_ThatAreNone_AreAnsweredAndThenEndTheConnection()
    {
        await using var client = await AnybodyAsync();

        foreach (var text in new[] { "halo", "[]", """{"type":"ping","type":"ping"}""", """{"type":"ping","x":1}""" })
        {
            await client.SendTextAsync(text);
            Assert.Equal("frame_malformed", (await client.NextAsync("error"))["payload"]!.Text("code"));
        }

        await client.SendTextAsync("""{"type":"dance","id":"d"}""");
        var unknown = await client.NextAsync("error");
        Assert.Equal(("d", "frame_unknown"), (unknown.Text("id"), unknown["payload"]!.Text("code")));
        await client.SendTextAsync("");
        Assert.Equal((1008, "malformed_frames"), await client.EndAsync());
    }

    [Fact]
    public async Task Frames_AfterTheGoodbye_DoNothing()
    {
        var (person, other) = (await SignedIn.NewAsync(api), await api.RegisterAsync());
        using var opened = await person.Client.SendJsonAsync(HttpMethod.Post, "/api/v1/rooms", new { kind = "direct", member_ids = new[] { other.Id } });
        var room = (await opened.BodyAsync(201)).Text("id");
        var node = api.App.Services.GetRequiredService<NodeRealtime>();
        // A client that reads nothing, so that it does not answer the goodbye.
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{api.Address.Authority}{Chat}?join=none&token={person.AccessToken}"), CancellationToken.None);

        foreach (var text in Enumerable.Repeat("[]", 5).Concat(Enumerable.Repeat($$"""{"type":"message","conversation_id":"{{room}}","content":"masih di sini"}""", 3)))
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

        await Eventually.TrueAsync("the server cuts it", () => node.TopicsOf(person.Id) == ConnectionTopics.None);
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("select count(*) from chat_event where room_id = $1 and body = 'masih di sini'", Guid.Parse(room)));
    }

    [Fact]
    public async Task Frames_ThatAreTooLargeOrNoText_EndTheConnection()
    {
        await using var large = await AnybodyAsync();
        await using var binary = await AnybodyAsync();
        await using var fits = await AnybodyAsync();

        await large.SendBytesAsync(new byte[SocketReader.MaxFrameBytes + 1], WebSocketMessageType.Text);
        await binary.SendBytesAsync([1, 2, 3], WebSocketMessageType.Binary);
        var ping = """{"type":"ping"}""";
        await fits.SendBytesAsync(Encoding.UTF8.GetBytes(ping.PadRight(SocketReader.MaxFrameBytes)), WebSocketMessageType.Text);

        Assert.Equal((1009, "frame_too_large"), await large.EndAsync());
        Assert.Equal((1003, "text_only"), await binary.EndAsync());
        Assert.Equal("pong", (await fits.NextAsync()).Text("type"));
    }

    [Fact]
    public async Task Frames_InParts_AreTakenUntilTheyAreTooMany()
    {
        await using var some = await AnybodyAsync();
        await using var many = await AnybodyAsync();

        foreach (var part in new[] { "", """{"type":""", "", "\"pi" })
            await some.SendPartAsync(part);
        await some.SendTextAsync("""ng"}""");
        // Of nothing, so that no length ever says that it is enough.
        for (var i = 0; i < 2 * SocketReader.MaxParts && await Record.ExceptionAsync(() => many.SendPartAsync("")) is null; i++)
        {
        }

        Assert.Equal("pong", (await some.NextAsync()).Text("type"));
        Assert.Equal((1008, "malformed_frames"), await many.EndAsync());
    }

    [Theory]
    [InlineData("/ws/chat", "token")]
    [InlineData("/ws/chat", "ticket")]
    [InlineData("/ws/notification", "token")]
    [InlineData("/ws/notification", "access_token")]
    [InlineData("/hubs/realtime", "access_token")]
    [InlineData("/hubs/realtime", "ticket")]
    public async Task LogsAndTraces_HoldNothingThatLetsSomebodyIn(string path, string parameter)
    {
        var person = await SignedIn.NewAsync(api);
        var secret = person.AccessToken;
        if (parameter == "ticket")
        {
            using var issued = await person.Client.PostAsync("/api/v1/realtime/tickets", null);
            secret = (await issued.BodyAsync(201)).Text("ticket");
        }

        var traces = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traces.Enqueue($"{activity.OperationName} {activity.DisplayName} {string.Join(' ', activity.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}"))}"),
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);

        Assert.Equal(403, await SocketClient.RefusalAsync(api.Address, $"{path}?{parameter}={secret}", ("Origin", "https://evil.example")));
        await using (var client = await SocketClient.ConnectAsync(api.Address, $"{path}?{parameter}={secret}"))
        {
            if (!path.StartsWith("/hubs", StringComparison.Ordinal))
            {
                await client.SendAsync(new { type = "message", conversation_id = "x", content = "rahasia di soket" });
                await client.NextAsync("error");
            }
        }

        await Eventually.TrueAsync("the socket's log line", () => api.Logs.Lines.Any(line => line.Contains($"GET {path} 101", StringComparison.Ordinal)));
        await Eventually.TrueAsync("the socket's trace", () => traces.Any(static line => line.Contains("HttpRequestIn", StringComparison.Ordinal)));
        foreach (var hidden in new[] { secret, secret.Split('.')[^1], "rahasia di soket" })
        {
            Assert.DoesNotContain(api.Logs.Lines, line => line.Contains(hidden, StringComparison.Ordinal));
            Assert.DoesNotContain(traces, line => line.Contains(hidden, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Disconnect_LeavesNothingBehind()
    {
        var node = api.App.Services.GetRequiredService<NodeRealtime>();
        var person = await SignedIn.NewAsync(api);
        var client = await SocketClient.ConnectAsync(api.Address, $"{Chat}?token={person.AccessToken}");
        Assert.Equal(ConnectionTopics.Chat, node.TopicsOf(person.Id));

        await client.DisposeAsync();

        await Eventually.TrueAsync("the connection is forgotten", () => node.TopicsOf(person.Id) == ConnectionTopics.None && !node.Accounts.Contains(person.Id));
    }

    private async Task<SocketClient> AnybodyAsync() =>
        await SocketClient.ConnectAsync(api.Address, $"{Chat}?token={(await SignedIn.NewAsync(api)).AccessToken}");

    /// <summary>A token that is good for so many seconds, and the skew that the API allows.</summary>
    private string TokenFor(string accountId, int seconds)
    {
        var claims = TokenForge.Claims(accountId);
        claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;
        return api.Forge.Sign(TokenForge.Header(), claims);
    }
}
