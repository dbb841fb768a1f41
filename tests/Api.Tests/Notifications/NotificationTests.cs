using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nusaloka.Api.Notifications;
using Nusaloka.Api.Tests.Accounts.Sessions;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Notifications;

[Collection(ApiCollection.Name)]
public sealed class NotificationTests(ApiServer api)
{
    private const string Path = "/api/v1/notifications";
    private const string PreferencesPath = "/api/v1/account/notification-preferences";

    [Fact]
    public async Task ATopUp_IsToldInTheInboxAndCanBeMarkedAndDeleted()
    {
        var person = await api.RegisterAsync();
        using var topUp = await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 150_000 });

        var told = await FirstAsync(person);

        Assert.Equal(("wallet.topped_up", "Dompet terisi Rp150.000", "unread"), (told.Text("kind"), told.Text("title"), told.Text("status")));
        var one = $"{Path}/{told.Text("id")}";
        using var read = await person.Client.SendJsonAsync(HttpMethod.Put, one + "/read", new { });
        Assert.Equal("read", (await read.BodyAsync()).Text("status"));
        Assert.Equal(0, (await person.Client.GetJsonAsync(Path + "/unread-count")).Number("unread_count"));
        using var unread = await person.Client.SendJsonAsync(HttpMethod.Put, one, new { read = false });
        Assert.Equal("unread", (await unread.BodyAsync()).Text("status"));
        using var all = await person.Client.PostAsync(Path + "/read-all", null);
        Assert.Equal(1, (await all.BodyAsync()).Number("marked"));
        using var deleted = await person.Client.DeleteAsync(one);
        Assert.Equal(204, (int)deleted.StatusCode);
        using var gone = await person.Client.GetAsync(one);
        await ProblemAssert.IsAsync(gone, 404, "notification_not_found");
    }

    [Fact]
    public async Task AnothersNotification_IsAsOneThatIsNotThere()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());
        using var service = api.AsService();
        using var sent = await SendAsync(service, person, "k1", "Halo");
        var id = (await sent.BodyAsync(201)).Text("id");

        using var read = await other.Client.GetAsync($"{Path}/{id}");
        using var marked = await other.Client.SendJsonAsync(HttpMethod.Put, $"{Path}/{id}/read", new { });
        using var deleted = await other.Client.DeleteAsync($"{Path}/{id}");

        foreach (var answer in (HttpResponseMessage[])[read, marked, deleted])
            await ProblemAssert.IsAsync(answer, 404, "notification_not_found");
        Assert.Equal("unread", (await person.Client.GetJsonAsync($"{Path}/{id}")).Text("status"));
    }

    [Fact]
    public async Task ANotice_UnderOneKey_IsToldOnce()
    {
        var person = await api.RegisterAsync();
        using var service = api.AsService();

        using var first = await SendAsync(service, person, "k2", "Kapal berangkat pukul 09.00.");
        using var again = await SendAsync(service, person, "k2", "Kapal berangkat pukul 09.00.");
        using var other = await SendAsync(service, person, "k2", "Kapal batal.");

        Assert.Equal((await first.BodyAsync(201)).Text("id"), (await again.BodyAsync(201)).Text("id"));
        await ProblemAssert.IsAsync(other, 422, "idempotency_key_reused");
        Assert.Single((await person.Client.GetJsonAsync(Path))["data"]!.AsArray());
    }

    [Fact]
    public async Task ANotice_OfTheWalletContract_NeedsNoKey()
    {
        var person = await api.RegisterAsync();
        using var service = api.AsService();

        using var first = await service.SendJsonAsync(HttpMethod.Post, Path, new { user_id = person.Id, message = "Halo" });
        using var second = await service.SendJsonAsync(HttpMethod.Post, Path, new { user_id = person.Id, message = "Halo" });

        var told = await first.BodyAsync(201);
        Assert.Equal((person.Id, "Halo"), (told.Text("user_id"), told.Text("message")));
        Assert.NotEqual(told.Text("id"), (await second.BodyAsync(201)).Text("id"));
        Assert.Equal(2, (await person.Client.GetJsonAsync(Path))["data"]!.AsArray().Count);
    }

    [Fact]
    public async Task ADevice_OfASessionThatSignsOut_GetsNoMorePushMessages()
    {
        const string DevicesPath = "/api/v1/account/push-subscriptions";
        var device = NotificationExamples.AddDevice;
        var person = await SignedIn.NewAsync(api);
        var elsewhere = await person.AgainAsync(api);
        foreach (var (client, label) in new[] { (person.Client, "here"), (elsewhere.Client, "there") })
        {
            using var added = await client.SendJsonAsync(
                HttpMethod.Post, DevicesPath, new { kind = "web_push", endpoint = device.Endpoint + label, p256dh = device.P256dh, auth = device.Auth, label });
            await added.BodyAsync(201);
        }

        using var left = await person.Client.PostAsync("/api/v1/auth/logout", null);

        Assert.True(left.IsSuccessStatusCode);
        await Eventually.TrueAsync("the device to be forgotten", async () =>
            (await elsewhere.Client.GetJsonAsync(DevicesPath))["data"]!.AsArray() is [var one] && one!.Text("label") == "there");
    }

    [Fact]
    public async Task Mailing_ToWhoHasProvenNothing_Is422()
    {
        var person = await api.RegisterAsync();
        using var service = api.AsService();
        using var sent = await SendAsync(service, person, "k3", "Halo");
        var id = (await sent.BodyAsync(201)).Text("id");

        using var mailed = await service.PostAsync($"{Path}/{id}/send", null);
        using var byMail = await service.SendJsonAsync(HttpMethod.Post, Path + "/email", new { user_id = person.Id, message = "Halo" }, ("Idempotency-Key", "k4"));

        await ProblemAssert.IsAsync(mailed, 422, "no_address");
        await ProblemAssert.IsAsync(byMail, 422, "no_address");
    }

    [Fact]
    public async Task ManyDeliveries_AreReplayedAtOnce()
    {
        const string DeliveriesPath = "/api/v1/notification-deliveries";
        var person = await api.RegisterAsync();
        using var service = api.AsService();
        using var sent = await SendAsync(service, person, "k5", "Halo");
        var path = $"{Path}/{(await sent.BodyAsync(201)).Text("id")}/deliveries";
        await Eventually.TrueAsync("the mail to be refused", async () => await StatusAsync() == "failed");

        using var replayed = await service.SendJsonAsync(
            HttpMethod.Post, DeliveriesPath + "/replay", new { status = "failed", channel = "email", from = (await DeliveryAsync())!.Text("created_at") });
        using var wrong = await service.SendJsonAsync(HttpMethod.Post, DeliveriesPath + "/replay", new { status = "sent" });
        using var many = await service.SendJsonAsync(HttpMethod.Post, DeliveriesPath + "/replay", new { limit = 101 });
        using var stranger = await person.Client.SendJsonAsync(HttpMethod.Post, DeliveriesPath + "/replay", new { });

        Assert.InRange((await replayed.BodyAsync()).Number("replayed"), 1, 100);
        await ProblemAssert.IsAsync(wrong, 400);
        await ProblemAssert.IsAsync(many, 400);
        await ProblemAssert.IsAsync(stranger, 403, "forbidden");
        await Eventually.TrueAsync("the second try", async () => (await DeliveryAsync())!["attempts"]!.AsArray().Count == 2);

        async Task<JsonNode?> DeliveryAsync() => (await person.Client.GetJsonAsync(path))["data"]!.AsArray().SingleOrDefault();
        async Task<string?> StatusAsync() => (await DeliveryAsync())?.Text("status");
    }

    [Fact]
    public async Task Preferences_AreAMatrixWithAnETag()
    {
        var person = await api.RegisterAsync();
        using var before = await person.Client.GetAsync(PreferencesPath);
        var tag = before.Headers.ETag!;

        using var changed = await ChangeAsync(person, tag, """{"categories":[{"category":"trips","channels":[]}],"quiet_hours":{"from":"22:00","to":"06:00"},"digest":"daily"}""");
        using var stale = await ChangeAsync(person, tag, """{"digest":"none"}""");
        using var locked = await ChangeAsync(person, null, """{"categories":[{"category":"security","channels":["email"]}]}""");
        using var twice = await ChangeAsync(person, null, """{"categories":[{"category":"trips","channels":[]},{"category":"trips","channels":[]}]}""");
        using var noTime = await ChangeAsync(person, null, """{"quiet_hours":{"from":"25:00","to":"06:00"}}""");

        var now = await changed.BodyAsync();
        Assert.Equal(("22:00", "daily"), (now["quiet_hours"]!.Text("from"), now.Text("digest")));
        Assert.Empty(now["categories"]!.AsArray().Single(static row => row!.Text("category") == "trips")!["channels"]!.AsArray());
        await ProblemAssert.IsAsync(stale, 412, "version_mismatch");
        await ProblemAssert.IsAsync(locked, 422, "preference_locked");
        await ProblemAssert.IsAsync(twice, 400);
        await ProblemAssert.IsAsync(noTime, 400);
    }

    [Fact]
    public async Task Webhook_TellsItsSecretOnceAndLeadsNowhereInside()
    {
        const string WebhookPath = "/api/v1/account/notification-webhook";
        var person = await api.RegisterAsync();

        using var inside = await person.Client.SendJsonAsync(HttpMethod.Put, WebhookPath, new { url = "https://127.0.0.1/hook" });
        using var set = await person.Client.SendJsonAsync(HttpMethod.Put, WebhookPath, new { url = "https://hook.contoh.id/nusaloka" });

        await ProblemAssert.IsAsync(inside, 400);
        Assert.Equal(64, (await set.BodyAsync()).Text("secret").Length);
        Assert.Null((await person.Client.GetJsonAsync(WebhookPath))["secret"]);
        using var removed = await person.Client.DeleteAsync(WebhookPath);
        Assert.Equal(204, (int)removed.StatusCode);
    }

    [Fact]
    public async Task PushKey_IsTheSamePointOfTheCurveForEverybody()
    {
        var (person, other) = (await api.RegisterAsync(), await api.RegisterAsync());

        var key = (await person.Client.GetJsonAsync(Path + "/push-key")).Text("public_key");

        Assert.Equal(65, System.Buffers.Text.Base64Url.DecodeFromChars(key).Length);
        Assert.Equal(key, (await other.Client.GetJsonAsync(Path + "/push-key")).Text("public_key"));
    }

    [Fact]
    public async Task Unsubscribe_WithATokenThatIsNotOurs_Is400_AndTheLinkOpensAPage()
    {
        using var posted = await api.Anonymous.PostAsync(Path + "/unsubscribe?token=AAAA", null);
        using var page = await api.Anonymous.GetAsync(Path + "/unsubscribe?token=AAAA");

        await ProblemAssert.IsAsync(posted, 400, "unsubscribe_token_invalid");
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("script-src 'sha256-", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient service, Person person, string key, string message) => service.SendJsonAsync(
        HttpMethod.Post, Path, new { user_id = person.Id, message }, ("Idempotency-Key", key + person.Id));

    private static async Task<HttpResponseMessage> ChangeAsync(Person person, EntityTagHeaderValue? tag, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, PreferencesPath) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        if (tag is not null)
            request.Headers.IfMatch.Add(tag);
        return await person.Client.SendAsync(request);
    }

    private static async Task<JsonNode> FirstAsync(Person person)
    {
        JsonNode? first = null;
        await Eventually.TrueAsync("a notification", async () => (first = (await person.Client.GetJsonAsync(Path))["data"]!.AsArray().FirstOrDefault()) is not null);
        return first!;
    }
}
