using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>What operators see of a cluster is the cluster, not one process of it.</summary>
public sealed class ObservabilityTests(ObservedCluster cluster) : IClassFixture<ObservedCluster>
{
    private const int GrainCount = 300;

    [Fact]
    public async Task TopUp_ThroughApiAndSiloToSql_IsOneTraceWithoutGaps()
    {
        using var client = new NusalokaClient(cluster.Processes.Apis[0].Address);
        var person = await client.LogInAsync(await client.RegisterAsync("Orang", "jejak@contoh.id", "kata sandi yang panjang"));
        var (trace, caller) = (ActivityTraceId.CreateRandom().ToHexString(), ActivitySpanId.CreateRandom().ToHexString());
        using var http = new HttpClient { BaseAddress = cluster.Processes.Apis[0].Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/users/{person.Id}/topup") { Content = JsonContent.Create(new { amount = 5_000 }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        request.Headers.Add("traceparent", $"00-{trace}-{caller}-01");

        using var response = await http.SendAsync(request);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        CollectedSpan[] path = [];
        await Eventually.TrueAsync(
            "spans from the request to the commit of the ledger",
            () => (path = PathToCommit(cluster.Collector.Trace(trace), caller)).Length > 0,
            () => string.Join('\n', cluster.Collector.Trace(trace).Values));
        var (http1, grain, sql) = (path[0], path.Last(span => span is { Source: "Microsoft.Orleans.Application", Kind: CollectedSpan.Server }), path[^1]);
        Assert.Equal(("nusaloka-api", "Microsoft.AspNetCore", caller), (http1.Service, http1.Source, http1.ParentSpanId));
        Assert.Equal(("nusaloka-silo", "IWalletGrain/TopUpAsync"), (grain.Service, grain.Name));
        Assert.Contains(path, span => span is { Name: "group commit", Source: "Nusaloka.Persistence" } && span.Instance == grain.Instance);
        Assert.Equal(("nusaloka-silo", grain.Instance), (sql.Service, sql.Instance));
        Assert.NotEqual(http1.Instance, grain.Instance);
    }

    [Fact]
    public async Task OperationsApi_ThreeSilosAndTwoApis_AddsThemUp()
    {
        var processes = cluster.Processes;
        using var grains = new ManyGrains(processes.Apis[1].Address, GrainCount);
        await grains.TouchAsync();
        using var admin = await AdminAsync(processes.Apis[1].Address, cluster.Postgres);
        var statuses = await Task.WhenAll(processes.Silos.Select(ClusterStatus.ReadAsync));
        int[] spread = [.. statuses.Select(status => status?.Activations.GetValueOrDefault("account") ?? 0)];

        // Every process reports once a second.
        JsonElement kind = default;
        await Eventually.TrueAsync(
            "the reports of all three silos",
            async () => (kind = await FindAsync(admin, "grains", "account")).ValueKind == JsonValueKind.Object && kind.GetProperty("activations").GetInt32() == spread.Sum(),
            () => Task.FromResult($"{kind} where the silos have {string.Join(", ", spread)}"));
        var method = await FindAsync(admin, "methods?sort=calls&limit=100", "account", "GetAsync");
        var overview = await admin.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/operations/cluster", UriKind.Relative));

        Assert.All(spread, activations => Assert.InRange(activations, 1, GrainCount));
        Assert.True(spread.Sum() >= GrainCount);
        Assert.Equal(3, kind.GetProperty("silos").GetInt32());
        Assert.True(kind.GetProperty("calls").GetInt64() >= GrainCount);
        Assert.InRange(method.GetProperty("calls").GetInt64(), GrainCount, kind.GetProperty("calls").GetInt64());
        Assert.Equal(Ids(processes.Silos), Ids(overview, "silos"));
        Assert.Equal(Ids(processes.Apis), Ids(overview, "apis"));
        Assert.Equal(["silo-1", "silo-2", "silo-3"], overview.GetProperty("silos").EnumerateArray().Select(silo => silo.GetProperty("name").GetString()));
        Assert.All(
            overview.GetProperty("silos").EnumerateArray().Concat(overview.GetProperty("apis").EnumerateArray()),
            process => Assert.Equal(
                ("active", statuses[0]?.ViewVersion), (process.GetProperty("state").GetString(), process.GetProperty("view_version").GetInt64())));
    }

    /// <summary>The spans from the caller's own to a statement of the group commit, outermost first; empty when one is missing yet.</summary>
    private static CollectedSpan[] PathToCommit(IReadOnlyDictionary<string, CollectedSpan> trace, string caller) => trace.Values
        .Where(span => span.Source == "Npgsql")
        .Select(span => PathTo(span, trace))
        .FirstOrDefault(path => path[0].ParentSpanId == caller && path.Any(span => span.Name == "group commit")) ?? [];

    private static CollectedSpan[] PathTo(CollectedSpan span, IReadOnlyDictionary<string, CollectedSpan> trace)
    {
        var path = new Stack<CollectedSpan>([span]);
        while (trace.TryGetValue(path.Peek().ParentSpanId, out var parent))
            path.Push(parent);
        return [.. path];
    }

    /// <summary>Somebody who may look at the cluster.</summary>
    private static async Task<HttpClient> AdminAsync(Uri api, string postgres)
    {
        const string email = "petugas@contoh.id";
        const string password = "kata sandi petugas";
        var http = new HttpClient { BaseAddress = api };
        using var client = new NusalokaClient(api);
        var person = await client.RegisterAsync("Petugas", email, password);
        await MaintenanceCommand.RunAsync(postgres, "grant-role", person.Id, "admin");
        person = await client.LogInAsync(person);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        return http;
    }

    private static async Task<JsonElement> FindAsync(HttpClient admin, string route, string kind, string? method = null)
    {
        var list = await admin.GetFromJsonAsync<JsonElement>(new Uri("/api/v1/operations/" + route, UriKind.Relative));
        return list.GetProperty("data").EnumerateArray().FirstOrDefault(item =>
            item.GetProperty("kind").GetString() == kind && (method is null || item.GetProperty("method").GetString() == method));
    }

    private static IEnumerable<int> Ids(IEnumerable<NusalokaProcess> processes) => processes.Select(process => process.Id).Order();

    private static IEnumerable<int> Ids(JsonElement overview, string list) =>
        overview.GetProperty(list).EnumerateArray().Select(process => process.GetProperty("process_id").GetInt32()).Order();
}
