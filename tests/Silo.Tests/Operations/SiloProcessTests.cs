using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nusaloka.Operations;
using Nusaloka.Silo.Operations;
using Nusaloka.Testing;

namespace Nusaloka.Silo.Tests.Operations;

public sealed class SiloProcessTests
{
    [Fact]
    public async Task Process_Serving_AnswersOperators()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var app = SiloProcess.Build(SiloBuilder.Create(database));
        await app.StartAsync();
        using var client = ClientOf(app);

        var health = await client.GetFromJsonAsync<JsonNode>("/health");
        var version = await client.GetFromJsonAsync<JsonNode>("/version");
        using var ready = await client.GetAsync("/ready");
        var metrics = await client.GetStringAsync("/metrics");

        Assert.Equal(("ok", "nusaloka-silo"), (Text(health, "status"), Text(health, "service")));
        Assert.Equal("nusaloka-silo", Text(version, "service"));
        Assert.Matches(@"^\d+\.\d+\.\d+", Text(version, "version"));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_NamesSiloViewAndActivations()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var app = SiloProcess.Build(SiloBuilder.Create(database));
        await app.StartAsync();
        using var client = ClientOf(app);
        await app.Services.GetRequiredService<IGrainFactory>().GetGrain<IProbeGrain>("0").CheckAsync();

        var json = await client.GetFromJsonAsync<JsonNode>("/status");
        var lines = (await client.GetStringAsync("/status?format=text")).TrimEnd('\n').Split('\n').Select(line => line.Split('\t')).ToArray();

        var silo = app.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.Equal(("silo", silo.Name, silo.SiloAddress.ToString()), (Text(json, "role"), Text(json, "name"), Text(json, "address")));
        Assert.Equal("active", Text(json, "state"));
        Assert.Equal(1, json!["silos"]!.GetValue<int>());
        Assert.True(json["view_version"]!.GetValue<long>() > 0);
        Assert.Equal(1, json["activations"]!["probe"]!.GetValue<int>());
        Assert.All(lines, line => Assert.Equal(2, line.Length));
        var values = lines.ToDictionary(line => line[0], line => line[1], StringComparer.Ordinal);
        Assert.Equal(("silo", "active", "1", "1"), (values["role"], values["state"], values["silos"], values["activations.probe"]));
        Assert.Equal(Text(json, "name"), values["name"]);
    }

    [Fact]
    public async Task Ready_DatabaseAway_Is503AndHealthIsOk()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var app = SiloProcess.Build(SiloBuilder.Create(database));
        await app.StartAsync();
        using var client = ClientOf(app);

        await database.DisposeAsync();
        using var ready = await client.GetAsync("/ready");
        using var health = await client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("not_ready", Text(await ready.Content.ReadFromJsonAsync<JsonNode>(), "status"));
        Assert.NotNull(ready.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Stop_WithDrainTime_TurnsReadyOffAndSaysThatItShutsDown()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var clock = new ManualTimeProvider();
        var builder = SiloBuilder.Create(database, new() { ["DRAIN_SECONDS"] = "60" });
        builder.Services.AddSingleton(provider => new DrainService(provider.GetRequiredService<IOptions<DrainOptions>>(), clock));
        await using var app = SiloProcess.Build(builder);
        await app.StartAsync();
        using var client = ClientOf(app);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/ready")).StatusCode);

        var stopping = app.StopAsync();
        using var ready = await client.GetAsync("/ready");
        var status = await client.GetFromJsonAsync<JsonNode>("/status");
        clock.Advance(TimeSpan.FromSeconds(60));
        await stopping;

        Assert.Equal("draining", Text(await ready.Content.ReadFromJsonAsync<JsonNode>(), "status"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("shutting_down", Text(status, "state"));
    }

    [Fact]
    public async Task Stop_AfterTheSiloHasLeft_StillSaysThatItShutsDown()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        var builder = SiloBuilder.Create(database);
        // What is registered before the silo stops after it.
        var witness = new Witness();
        builder.Services.AddSingleton<IHostedService>(witness);
        await using var app = SiloProcess.Build(builder);
        await app.StartAsync();
        using var client = ClientOf(app);
        witness.Look = () => client.GetFromJsonAsync<JsonNode>("/status");

        await app.StopAsync();

        Assert.Equal("shutting_down", Text(witness.Seen, "state"));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/status"));
    }

    private static HttpClient ClientOf(WebApplication app) => new()
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
    };

    private static string Text(JsonNode? json, string name) => json![name]!.GetValue<string>();

    /// <summary>Looks at something when it is stopped.</summary>
    private sealed class Witness : IHostedService
    {
        public Func<Task<JsonNode?>> Look { get; set; } = () => Task.FromResult<JsonNode?>(null);

        public JsonNode? Seen { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken) => Seen = await Look();
    }
}
