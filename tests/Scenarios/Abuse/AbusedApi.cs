using System.Net.Http.Json;
using System.Text.Json;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Abuse;

/// <summary>One running API with a database of its own, that tests of a class attack one after the other. Its quotas are out of their way; what slows guessing down is not.</summary>
public sealed class AbusedApi : IAsyncLifetime
{
    private PostgresDatabase? _database;

    public Uri Address => Process.Address;

    private NusalokaProcess Process { get; set; } = null!;

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.CreateEmptyAsync();
        Process = new NusalokaProcess(
            "api", "Nusaloka.Api", ("NUSALOKA_POSTGRES", _database.ConnectionString), NusalokaProcess.MasterKey(), ServiceClient.Setting, ServiceClient.Scopes,
            ("NUSALOKA_TARPIT__ADDRESS_FAILURES", "100000"));
        await Process.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>The end of the API's log.</summary>
    public string Log => Process.Log;

    /// <summary>What the API has counted, see <see cref="NusalokaProcess.MetricAsync"/>.</summary>
    public Task<long> MetricAsync(string name) => Process.MetricAsync(name);

    /// <summary>A client of the API.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Opens an account. Answers its id.</summary>
    public async Task<string> RegisterAsync(string email, string password)
    {
        using var client = Client();
        using var response = await client.PostAsJsonAsync(new Uri("/api/v1/auth/register", UriKind.Relative), new { full_name = "Siti", email, password });
        var body = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return body.GetProperty("id").GetString() ?? "";
    }

    /// <summary>The token of a program that may read everybody.</summary>
    public async Task<string> ServiceTokenAsync()
    {
        using var client = Client();
        return await ServiceClient.TokenAsync(client);
    }

    /// <summary>Signs in. Answers the status and the token, when there is one.</summary>
    public static async Task<(int Status, string Token)> LogInAsync(HttpClient client, string email, string password)
    {
        using var response = await client.PostAsJsonAsync(new Uri("/api/v1/auth/login", UriKind.Relative), new { email, password });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return ((int)response.StatusCode, body.TryGetProperty("access_token", out var token) ? token.GetString() ?? "" : "");
    }
}
