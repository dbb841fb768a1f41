using System.Net;
using System.Text.Json.Nodes;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Operations;

[Collection(ApiCollection.Name)]
public sealed class ClusterTests(ApiServer api)
{
    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "cluster" }, { "GET", "grains" }, { "GET", "methods" }, { "GET", "reminders" }, { "GET", "dead-letters" },
        { "POST", "dead-letters/0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e/replay" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_WithoutToken_Is401(string method, string route)
    {
        using var response = await SendAsync(api.Anonymous, method, route);

        await ProblemAssert.IsAsync(response, 401, "unauthenticated");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_OfAnyoneButAnAdmin_Is403(string method, string route)
    {
        foreach (var role in (string[])["user", "seller", "host", "officer"])
        {
            using var client = api.Staff(role);
            using var response = await SendAsync(client, method, route);
            await ProblemAssert.IsAsync(response, 403, "forbidden");
        }

        using var service = api.AsService();
        using var refused = await SendAsync(service, method, route);
        await ProblemAssert.IsAsync(refused, 403, "forbidden");
    }

    [Fact]
    public async Task Cluster_OneProcess_IsInBothListsWithItsFigures()
    {
        using var admin = api.Staff();
        await Eventually.TrueAsync("the process's first report", async () =>
            (await admin.GetJsonAsync("/api/v1/operations/cluster"))["silos"]!.AsArray().Count == 1);

        var cluster = await admin.GetJsonAsync("/api/v1/operations/cluster");
        var status = await api.Anonymous.GetJsonAsync("/status");

        var silo = Assert.Single(cluster["silos"]!.AsArray())!;
        var process = Assert.Single(cluster["apis"]!.AsArray())!;
        Assert.Equal(process.ToJsonString(), silo.ToJsonString());
        foreach (var name in (string[])["role", "name", "address", "state"])
            Assert.Equal(status[name]!.GetValue<string>(), silo[name]!.GetValue<string>());
        Assert.Equal(("api", "active"), (silo["role"]!.GetValue<string>(), silo["state"]!.GetValue<string>()));
        Assert.Equal(status["view_version"]!.GetValue<long>(), cluster["view_version"]!.GetValue<long>());
        Assert.Equal(Environment.ProcessId, silo["process_id"]!.GetValue<int>());
        Assert.True(silo["memory_bytes"]!.GetValue<long>() > 0);
        Assert.True(silo["activations"]!.GetValue<int>() > 0);
        Assert.True(silo["started_at"]!.GetValue<DateTimeOffset>() < silo["reported_at"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task GrainsAndMethods_AfterCallsAndAFailure_CountThem()
    {
        using var admin = api.Staff();
        var person = await api.RegisterWithAsync(150_000);

        await Eventually.TrueAsync("the top-up to be reported", async () =>
            Find(await admin.GetJsonAsync("/api/v1/operations/methods?sort=calls&limit=100"), "method", "TopUpAsync") is not null);

        var wallet = Find(await admin.GetJsonAsync("/api/v1/operations/grains"), "kind", "wallet")!;
        var topUp = Find(await admin.GetJsonAsync("/api/v1/operations/methods?sort=calls&limit=100"), "method", "TopUpAsync")!;
        Assert.True(wallet["activations"]!.GetValue<int>() >= 1);
        Assert.Equal(1, wallet["silos"]!.GetValue<int>());
        Assert.True(wallet["calls"]!.GetValue<long>() >= topUp["calls"]!.GetValue<long>());
        Assert.Equal("wallet", topUp["kind"]!.GetValue<string>());
        Assert.True(topUp["calls"]!.GetValue<long>() >= 1);
        Assert.True(topUp["calls_per_second"]!.GetValue<double>() > 0);
        Assert.InRange(topUp["p50_ms"]!.GetValue<double>(), 0.001, topUp["p99_ms"]!.GetValue<double>());
        person.Client.Dispose();
    }

    [Theory]
    [InlineData("slowest", "p99_ms")]
    [InlineData("errors", "errors_per_second")]
    [InlineData("calls", "calls_per_second")]
    public async Task Methods_Sorted_StandInThatOrderAndAreBounded(string sort, string key)
    {
        using var admin = api.Staff();
        await Eventually.TrueAsync("a report", async () =>
            (await admin.GetJsonAsync("/api/v1/operations/methods"))["data"]!.AsArray().Count >= 3);

        var methods = (await admin.GetJsonAsync($"/api/v1/operations/methods?sort={sort}&limit=3"))["data"]!.AsArray();

        var values = methods.Select(method => method![key]?.GetValue<double>() ?? 0).ToArray();
        Assert.Equal(3, values.Length);
        Assert.Equal(values.OrderDescending(), values);
    }

    [Theory]
    [InlineData("sort=fastest")]
    [InlineData("sort=")]
    [InlineData("sort=calls&sort=errors")]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    public async Task Methods_ParameterOutOfBounds_Is400(string query)
    {
        using var admin = api.Staff();

        using var response = await admin.GetAsync("/api/v1/operations/methods?" + query);

        await ProblemAssert.IsAsync(response, 400);
    }

    [Fact]
    public async Task Reminders_AreCountedByKindAndName()
    {
        await api.Database.ExecuteAsync(
            """
            insert into reminder (grain_id, name, hash, start_at, period, due_at)
            select 'ops-test/' || n, 'tick', n, now(), interval '1 hour', case when n = 1 then now() - interval '1 minute' else now() + interval '1 hour' end
            from generate_series(1, 3) as n
            """);
        using var admin = api.Staff();

        var tick = Find(await admin.GetJsonAsync("/api/v1/operations/reminders"), "kind", "ops-test")!;
        await api.Database.ExecuteAsync("delete from reminder where grain_id like 'ops-test/%'");

        Assert.Equal(("tick", 3L, 1L), (tick["name"]!.GetValue<string>(), tick["count"]!.GetValue<long>(), tick["overdue"]!.GetValue<long>()));
        Assert.True(tick["next_due_at"]!.GetValue<DateTimeOffset>() < TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task DeadLetter_Replayed_GoesBackIntoTheOutboxOnce()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        await api.Database.ExecuteAsync(
            $"""
            insert into outbox_dead_letter (event_id, source_kind, source_id, source_version, source_ordinal, type, partition, payload, created_at, attempts, last_error, died_at)
            values ('{id}', 'ops-test', '{id}', 1, 0, 'ops-test.happened', 0, '"x"', now(), 12, 'The mail server did not answer.', now())
            """);
        using var admin = api.Staff();

        var letter = (await admin.GetJsonAsync("/api/v1/operations/dead-letters"))["data"]!.AsArray().Single(one => one!["event_id"]!.GetValue<string>() == id)!;
        using var replayed = await admin.PostAsync($"/api/v1/operations/dead-letters/{id}/replay", null);
        using var again = await admin.PostAsync($"/api/v1/operations/dead-letters/{id}/replay", null);

        Assert.Equal(("ops-test.happened", 12), (letter["type"]!.GetValue<string>(), letter["attempts"]!.GetValue<int>()));
        Assert.Equal("The mail server did not answer.", letter["last_error"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        await ProblemAssert.IsAsync(again, 404, "dead_letter_not_found");
    }

    [Fact]
    public async Task DeadLetters_MoreThanAPage_AreReadOnByCursor()
    {
        await api.Database.ExecuteAsync(
            """
            insert into outbox_dead_letter (event_id, source_kind, source_id, source_version, source_ordinal, type, partition, payload, created_at, attempts, died_at)
            select gen_random_uuid(), 'ops-page', n, 1, 0, 'ops-page.happened', 0, '"x"', now(), 1, timestamptz '2100-01-01' - n * interval '1 second'
            from generate_series(1, 5) as n
            """);
        using var admin = api.Staff();
        var sources = new List<string>();
        string? cursor = null;

        do
        {
            var page = await admin.GetJsonAsync("/api/v1/operations/dead-letters?limit=2" + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.InRange(page["data"]!.AsArray().Count, 0, 2);
            sources.AddRange(page["data"]!.AsArray().Where(one => one!["source_kind"]!.GetValue<string>() == "ops-page").Select(one => one!["source_id"]!.GetValue<string>()));
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(["1", "2", "3", "4", "5"], sources);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string route)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/operations/" + route);
        return await client.SendAsync(request);
    }

    private static JsonNode? Find(JsonNode list, string key, string value) =>
        list["data"]!.AsArray().FirstOrDefault(one => one![key]!.GetValue<string>() == value);
}
