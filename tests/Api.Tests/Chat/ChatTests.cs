using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nusaloka.Api.Tests.Accounts.Sessions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Chat;

[Collection(ApiCollection.Name)]
public sealed class ChatTests(ApiServer api)
{
    private const string Rooms = "/api/v1/rooms";
    private const string Messages = "/api/v1/messages";

    [Fact]
    public async Task Messages_OfTheStaysContract_GoToAPersonAndComeBackInPages()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var first = await SendAsync(siti, Messages, new { recipient_id = budi.Id, content = "pesan 0" });
        var conversation = first.Text("conversation_id");
        for (var i = 1; i < 5; i++)
            await SendAsync(siti, Messages, new { conversation_id = conversation, content = $"pesan {i}" });

        var listed = Assert.Single((await budi.Client.GetJsonAsync("/api/v1/conversations"))["data"]!.AsArray())!;
        Assert.Equal((conversation, "direct", 5L), (listed.Text("id"), listed.Text("kind"), listed.Number("unread")));
        Assert.Equal(("pesan 4", siti.Id), (listed["last_message"]!.Text("content"), listed.Text("counterpart_id")));
        Assert.StartsWith("Orang ", listed.Text("title"), StringComparison.Ordinal);
        var texts = new List<string>();
        for (var path = $"{Messages}?conversation_id={conversation}&limit=2"; path is not null;)
        {
            using var response = await budi.Client.GetAsync(path);
            texts.AddRange((await response.BodyAsync())["data"]!.AsArray().Select(static message => message!.Text("content")));
            path = response.NextLink();
        }

        Assert.Equal(["pesan 4", "pesan 3", "pesan 2", "pesan 1", "pesan 0"], texts);
        Assert.Equal("pesan 0", (await budi.Client.GetJsonAsync($"{Messages}/{first.Text("id")}")).Text("content"));
        using var notHis = await budi.Client.DeleteAsync($"{Messages}/{first.Text("id")}");
        await ProblemAssert.IsAsync(notHis, 403, "room_role_forbids");
        using var edited = await siti.Client.SendJsonAsync(HttpMethod.Put, $"{Messages}/{first.Text("id")}", new { content = "pesan nol" });
        Assert.Equal("pesan nol", (await edited.BodyAsync()).Text("content"));
        using var deleted = await siti.Client.DeleteAsync($"{Messages}/{first.Text("id")}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("deleted", (await budi.Client.GetJsonAsync($"{Messages}/{first.Text("id")}")).Text("removal"));
        using var stranger = await (await api.RegisterAsync()).Client.GetAsync($"{Messages}/{first.Text("id")}");
        await ProblemAssert.IsAsync(stranger, 404, "room_not_found");
    }

    [Fact]
    public async Task Send_AgainUnderItsNameOrKey_IsMarkedAsReplayed()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = (await OpenAsync(siti, new { kind = "direct", member_ids = new[] { budi.Id.ToUpperInvariant() } })).Text("id");
        var path = $"{Rooms}/{room}/messages";

        foreach (var (body, headers) in new (object Body, (string, string)[] Headers)[]
        {
            (new { content = "halo", client_msg_id = "n-1" }, []),
            (new { content = "halo" }, [("Idempotency-Key", new string('k', 200))]),
        })
        {
            using var first = await siti.Client.SendJsonAsync(HttpMethod.Post, path, body, headers);
            using var again = await siti.Client.SendJsonAsync(HttpMethod.Post, path, body, headers);
            Assert.False(first.Headers.Contains("Idempotency-Replayed"));
            Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
            Assert.Equal((await first.BodyAsync(201)).Text("id"), (await again.BodyAsync(201)).Text("id"));
        }

        Assert.Equal(2, (await budi.Client.GetJsonAsync(path))["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Events_OfARoomThatIsNamedInCapitals_NameMessagesThatCanBeRead()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = await OpenAsync(siti, new { kind = "direct", member_ids = new[] { budi.Id } });
        var path = $"{Rooms}/{room.Text("id").ToUpperInvariant()}";
        var sent = await SendAsync(siti, path + "/messages", new { content = "halo" });

        var resumed = await budi.Client.GetJsonAsync($"{path}/events?after_seq=2&epoch={room.Text("epoch")}");

        Assert.Equal(sent.Text("id"), resumed["events"]![0]!["message"]!.Text("id"));
        Assert.Empty((await budi.Client.GetJsonAsync($"{path}/messages?after={long.MaxValue}"))["data"]!.AsArray());
    }

    [Fact]
    public async Task Room_ItsWholeLife_OverHttp()
    {
        var (siti, budi, tono) = (await api.RegisterAsync(), await api.RegisterAsync(), await api.RegisterAsync());
        var room = await OpenAsync(siti, new { kind = "group", title = "Bromo", member_ids = new[] { budi.Id } });
        var path = $"{Rooms}/{room.Text("id")}";
        Assert.Equal(("owner", "Bromo", 2L), (room.Text("role"), room.Text("title"), room.Number("member_count")));

        using var added = await siti.Client.SendJsonAsync(HttpMethod.Post, path + "/members", new { account_ids = new[] { tono.Id } });
        Assert.Equal(HttpStatusCode.NoContent, added.StatusCode);
        var sent = await SendAsync(siti, path + "/messages", new { content = "jam 8", type = "place", latitude = -7.9425, longitude = 112.953 });
        var message = $"{path}/messages/{sent.Number("seq")}";
        using var edited = await siti.Client.SendJsonAsync(HttpMethod.Put, message, new { content = "jam 9" });
        Assert.Equal("jam 9", (await edited.BodyAsync()).Text("content"));
        using var reacted = await budi.Client.PutAsync($"{path}/messages/{sent.Text("id")}/reactions/👍", null);
        Assert.True((await reacted.BodyAsync())["reactions"]![0]!["mine"]!.GetValue<bool>());
        using var read = await budi.Client.SendJsonAsync(HttpMethod.Post, path + "/read", new { seq = sent.Number("seq") });
        Assert.Equal(0, (await read.BodyAsync()).Number("unread"));
        Assert.Equal(0, (await budi.Client.GetJsonAsync(Rooms + "/unread")).Number("messages"));
        Assert.Equal(1, (await tono.Client.GetJsonAsync(Rooms + "/unread")).Number("messages"));
        using var muted = await siti.Client.SendJsonAsync(HttpMethod.Put, $"{path}/members/{tono.Id}", new { mute_seconds = 3_600 });
        Assert.NotNull((await muted.BodyAsync())["muted_until"]);
        using var silent = await tono.Client.SendJsonAsync(HttpMethod.Post, path + "/messages", new { content = "halo" });
        await ProblemAssert.IsAsync(silent, 403, "member_muted");
        using var named = await siti.Client.SendJsonAsync(HttpMethod.Put, path, new { title = "Bromo lagi" });
        Assert.Equal("Bromo lagi", (await named.BodyAsync()).Text("title"));
        using var quiet = await budi.Client.SendJsonAsync(HttpMethod.Put, path + "/settings", new { quiet_seconds = 60 });
        Assert.NotNull((await quiet.BodyAsync())["quiet_until"]);
        Assert.Equal("jam 9", Assert.Single((await tono.Client.GetJsonAsync(path + "/search?q=JAM"))["data"]!.AsArray())!.Text("content"));
        using var left = await tono.Client.DeleteAsync($"{path}/members/{tono.Id}");
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        using var gone = await tono.Client.GetAsync(path);
        await ProblemAssert.IsAsync(gone, 404, "room_not_found");

        var resumed = await budi.Client.GetJsonAsync($"{path}/events?after_seq=2&epoch={room.Text("epoch")}");
        Assert.True(resumed["recovered"]!.GetValue<bool>());
        Assert.Equal(
            ["member", "message", "edited", "reaction_added", "member", "renamed", "member"],
            resumed["events"]!.AsArray().Select(static one => one!.Text("kind")));
        Assert.Equal(2, (await siti.Client.GetJsonAsync(path + "/members"))["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task Report_OfAMessage_ReachesOfficersAndIsDecided()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var officer = api.Staff("officer");
        var sent = await SendAsync(siti, Messages, new { recipient_id = budi.Id, content = "kirim PIN Anda" });
        using var reported = await budi.Client.SendJsonAsync(
            HttpMethod.Post, $"{Rooms}/{sent.Text("conversation_id")}/messages/{sent.Text("id")}/reports", new { reason = "fraud", note = "PIN!" });
        var report = (await reported.BodyAsync(202)).Text("id");

        Assert.Contains((await officer.GetJsonAsync("/api/v1/chat/reports?limit=100"))["data"]!.AsArray(), one => one!.Text("id") == report && one!.Text("content") == "kirim PIN Anda");
        using var decided = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/chat/reports/{report}/decision", new { hide = true, reason = "penipuan" });
        Assert.Equal("upheld", (await decided.BodyAsync()).Text("status"));
        var hidden = await siti.Client.GetJsonAsync($"{Messages}/{sent.Text("id")}");
        Assert.Equal(("hidden", null), (hidden.Text("removal"), hidden["content"]?.GetValue<string>()));
        Assert.Contains(
            (await api.Staff().GetJsonAsync($"/api/v1/users/{siti.Id}/reads"))["data"]!.AsArray(), static one => one!.Text("what") == "messages");
        Assert.Empty((await officer.GetJsonAsync($"/api/v1/chat/reports/{report}"))["context"]!.AsArray());
        using var wrong = await officer.GetAsync("/api/v1/chat/reports?status=0");
        await ProblemAssert.IsAsync(wrong, 400, "validation_failed");
    }

    [Fact]
    public async Task Report_ShowsStaffALittleAndNothingIsHiddenWithoutOne()
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var officer = api.Staff("officer");
        var sent = new List<JsonNode>();
        for (var i = 0; i < 6; i++)
            sent.Add(await SendAsync(siti, Messages, new { recipient_id = budi.Id, content = $"pesan {i}" }));

        using var hidden = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/chat/messages/{sent[5].Text("id")}/hide", new { reason = "iklan" });
        await ProblemAssert.IsAsync(hidden, 403, "report_needed");
        using var reported = await budi.Client.SendJsonAsync(
            HttpMethod.Post, $"{Rooms}/{sent[5].Text("conversation_id")}/messages/{sent[5].Text("id")}/reports", new { reason = "spam" });
        var report = await officer.GetJsonAsync($"/api/v1/chat/reports/{(await reported.BodyAsync(202)).Text("id")}");

        Assert.Equal("pesan 5", report["report"]!.Text("content"));
        Assert.Equal(["pesan 2", "pesan 3", "pesan 4", "pesan 5"], report["context"]!.AsArray().Select(static one => one!.Text("content")));
        Assert.Contains(
            (await api.Staff().GetJsonAsync($"/api/v1/users/{siti.Id}/reads"))["data"]!.AsArray(), static one => one!.Text("what") == "messages");
        using var again = await officer.SendJsonAsync(HttpMethod.Post, $"/api/v1/chat/messages/{sent[5].Text("id")}/hide", new { reason = "iklan" });
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task Support_OfAPerson_IsSeenByOfficers()
    {
        var siti = await api.RegisterAsync();
        using var admin = api.Staff();
        var signedIn = await SignedIn.NewAsync(api);
        using var promoted = await admin.PutAsJsonAsync($"/api/v1/users/{signedIn.Id}/role", new { role = "officer" });
        await promoted.BodyAsync();
        var officer = await signedIn.AgainAsync(api);
        var room = (await OpenAsync(siti, new { kind = "support" })).Text("id");
        await SendAsync(siti, $"{Rooms}/{room}/messages", new { content = "tolong" });

        Assert.Contains((await officer.Client.GetJsonAsync("/api/v1/chat/support?limit=100"))["data"]!.AsArray(), one => one!.Text("id") == room);
        using var joined = await officer.Client.PostAsync($"{Rooms}/{room}/join", null);
        Assert.Equal("officer", (await joined.BodyAsync()).Text("role"));
        using var asked = await officer.Client.SendJsonAsync(HttpMethod.Post, $"{Rooms}/{room}/messages", new { content = "ada apa?" });
        await asked.BodyAsync(201);
        Assert.Equal(2, (await siti.Client.GetJsonAsync($"{Rooms}/{room}/messages"))["data"]!.AsArray().Count);
        Assert.Contains(
            (await admin.GetJsonAsync($"/api/v1/users/{siti.Id}/reads"))["data"]!.AsArray(), one => one!.Text("what") == "support" && one!.Text("reader_id") == officer.Id);

        using var demoted = await admin.PutAsJsonAsync($"/api/v1/users/{officer.Id}/role", new { role = "user" });
        await demoted.BodyAsync();
        await Eventually.EqualAsync("the officer to be out", 1L, async () => (await siti.Client.GetJsonAsync($"{Rooms}/{room}")).Number("member_count"));
    }

    [Theory]
    [InlineData("""{"content":""}""")]
    [InlineData("""{"content":"a","type":"system"}""")]
    [InlineData("""{"content":"a","type":"image"}""")]
    [InlineData("""{"content":"a","type":"place","latitude":1}""")]
    [InlineData("""{"content":"a","latitude":1,"longitude":1}""")]
    [InlineData("""{"content":"a","client_msg_id":""}""")]
    [InlineData("""{"content":"a","media_id":"x"}""")]
    public async Task Send_WhatIsNoMessage_NamesThePlace(string body)
    {
        var (siti, budi) = (await api.RegisterAsync(), await api.RegisterAsync());
        var room = (await OpenAsync(siti, new { kind = "direct", member_ids = new[] { budi.Id } })).Text("id");

        using var response = await siti.Client.SendJsonAsync(HttpMethod.Post, $"{Rooms}/{room}/messages", JsonNode.Parse(body)!);

        await ProblemAssert.IsAsync(response, 400, "validation_failed");
    }

    private static async Task<JsonNode> SendAsync(Person person, string path, object body)
    {
        using var response = await person.Client.SendJsonAsync(HttpMethod.Post, path, body);
        return await response.BodyAsync(201);
    }

    private static async Task<JsonNode> OpenAsync(Person person, object body)
    {
        using var response = await person.Client.SendJsonAsync(HttpMethod.Post, Rooms, body);
        return await response.BodyAsync(201);
    }
}
