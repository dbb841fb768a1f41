using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Auth.Programs;
using Nusaloka.Api.Auth.Revocations;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests;

/// <summary>The real API on a free port, with a silo inside and a database of its own. One for all test classes that only talk to it.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public const string AllowedOrigin = "https://app.nusaloka.id";
    public const string ServiceClient = "tests";
    public const string ServiceSecret = "0a6c2d1fb7f84f65a9b3e7c2d1f0a8b4";
    public const string Password = "kereta malam ke Malang";

    private int _people;
    private WebApplication? _app;

    public PostgresDatabase Database { get; private set; } = null!;

    public TokenForge Forge { get; } = new();

    public LogCapture Logs { get; } = new();

    public Uri Address { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public WebApplication App => _app ?? throw new InvalidOperationException("The server is not started yet.");

    public async Task InitializeAsync()
    {
        Database = await PostgresDatabase.CreateAsync();
        _app = Build(Database.ConnectionString, Forge, Logs);
        await _app.StartAsync();
        Address = AddressOf(_app);
        Anonymous = Client();
    }

    public async Task DisposeAsync()
    {
        Anonymous.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Forge.Dispose();
        await Database.DisposeAsync();
    }

    /// <summary>A server that is built but not started, for tests that need one of their own.</summary>
    public static WebApplication Build(
        string connectionString, TokenForge forge, LogCapture logs, string[]? settings = null, Action<IServiceCollection>? configure = null) => Program.Build(
        [
            "--urls=http://127.0.0.1:0",
            "--environment=Development",
            "--POSTGRES=" + connectionString,
            "--MASTER_KEY=" + Convert.ToBase64String(SHA256.HashData("a master key for tests"u8)),
            $"--SERVICE_CLIENTS:{ServiceClient}=" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ServiceSecret))),
            "--CORS_ORIGINS=" + AllowedOrigin,
            // All tests come from one address, and some are wrong on purpose.
            "--RATE_LIMITS:SCALE=1000",
            "--TARPIT:ADDRESS_FAILURES=100000",
            .. settings ?? [],
        ],
        builder =>
        {
            builder.Services.AddSingleton<GrainPublicKeySource>();
            builder.Services.AddSingleton<IPublicKeySource>(services =>
                new TestKeySource(services.GetRequiredService<GrainPublicKeySource>(), forge));
            builder.Services.AddSingleton<GrainSessionSource>();
            builder.Services.AddSingleton<ISessionSource>(services => new TestSessionSource(services.GetRequiredService<GrainSessionSource>()));
            builder.Services.AddSingleton<GrainProgramSource>();
            builder.Services.AddSingleton<IProgramSource>(services => new TestProgramSource(services.GetRequiredService<GrainProgramSource>()));
            builder.Logging.AddProvider(logs);
            configure?.Invoke(builder.Services);
        },
        TestRoutes.Map);

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public HttpClient Client() => new() { BaseAddress = Address };

    public HttpClient As(string personToken)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", personToken);
        return client;
    }

    public HttpClient AsService(string? token = null)
    {
        var client = Client();
        client.DefaultRequestHeaders.Add(AccessTokenHandler.ServiceHeader, token ?? Forge.Service());
        return client;
    }

    /// <summary>Opens an account over HTTP. The token is the forge's, so that not every test pays for a second password hash.</summary>
    public async Task<Person> RegisterAsync(string role = "user")
    {
        var number = Interlocked.Increment(ref _people);
        var email = $"orang{number}@contoh.id";
        using var response = await Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { full_name = $"Orang {number}", email, password = Password });
        var body = await response.Content.ReadFromJsonAsync<JsonNode>() ?? throw new InvalidOperationException("No body.");
        Assert.True(response.IsSuccessStatusCode, body.ToJsonString());
        var id = body["id"]!.GetValue<string>();
        return new Person(id, email, As(Forge.Person(id, role)));
    }

    /// <summary>Opens an account and tops its wallet up.</summary>
    public async Task<Person> RegisterWithAsync(long rupiah)
    {
        var person = await RegisterAsync();
        using var response = await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = rupiah });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return person;
    }

    /// <summary>How many lines the wallet has in the ledger.</summary>
    public Task<long> EntriesAsync(string accountId) => Database.ScalarAsync<long>(
        "select count(*) from ledger_entry e join ledger_account a on a.id = e.account_id where a.code = 'wallet:' || $1", accountId);

    /// <summary>A member of staff. The account need not exist: the role is in the token.</summary>
    public HttpClient Staff(string role = "admin") => As(Forge.Person("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", role));
}
