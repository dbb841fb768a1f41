using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Nusaloka.Bench.Ledger;
using Nusaloka.Bench.Measuring;

namespace Nusaloka.Bench.Http;

/// <summary>An API with a silo inside, on a port of its own, and people who have signed in to it and have money.</summary>
internal sealed class MeasuredApi : IAsyncDisposable
{
    private const long StartBalance = 1_000_000;
    private const string Password = "perahu kayu di Bira";

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly List<(string Id, AuthenticationHeaderValue Token)> _people = [];
    private BenchWallets? _wallets;
    private long _lastKey;

    private MeasuredApi(WebApplication app)
    {
        _app = app;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
    }

    public int People => _people.Count;

    public long Total => Wallets.Total;

    private BenchWallets Wallets => _wallets ?? throw new InvalidOperationException("Only those who are many have wallets to transfer between.");

    /// <summary>Has some people register, sign in and top up over HTTP, with passwords as they are set.</summary>
    /// <param name="postgres">Where its database is.</param>
    /// <param name="people">How many there are.</param>
    /// <param name="settings">What is set.</param>
    public static async Task<MeasuredApi> StartAsync(string postgres, int people, string[] settings)
    {
        var measured = await StartAsync(postgres, settings, static _ => { });
        for (var i = 0; i < people; i++)
            await measured.AddPersonAsync(i);
        return measured;
    }

    /// <summary>Has many people, see <see cref="ManyPeople"/>, with wallets between which they can transfer.</summary>
    public static async Task<MeasuredApi> StartWithManyAsync(string postgres, int people)
    {
        var measured = await StartAsync(
            postgres,
            [
                // Requests are counted as ever, but a person may send as many as they can, and an address have as many connections.
                "--RATE_LIMITS:SCALE=1000", "--MAX_CONNECTIONS=20000", "--MAX_CONNECTIONS_EACH=20000",
                // Nobody refreshes tokens meanwhile.
                "--ACCESS_TOKEN_LIFETIME=01:00:00",
                // The baselines tell nobody of what they write, so neither does this.
                "--NOTIFICATIONS:MOVEMENTS=false",
            ],
            ManyPeople.HashCheaply);
        var grains = measured._app.Services.GetRequiredService<IGrainFactory>();
        measured._people.AddRange(await ManyPeople.SignInAsync(grains, postgres, people));
        measured._wallets = await BenchWallets.FundAsync(grains, postgres, [.. measured._people.Select(static person => person.Id)]);
        return measured;
    }

    /// <summary>The least that a request can do: it is answered without a token, a grain or a database.</summary>
    public async Task ReadVersionAsync()
    {
        using var response = await _client.GetAsync("/version");
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Somebody reads their balance.</summary>
    public async Task ReadBalanceAsync(long n)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/wallet/balance");
        request.Headers.Authorization = _people[(int)(n % People)].Token;
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Somebody tries a password that is not this person's. False when they are turned away.</summary>
    public async Task<bool> GuessAsync(int person, string password, CancellationToken cancellationToken)
    {
        using var response = await _client.PostAsJsonAsync("/api/v1/auth/login", new { email = EmailOf(person), password }, cancellationToken);
        if (response.IsSuccessStatusCode)
            throw new InvariantBrokenException("A wrong password was taken for a right one.");
        return response.StatusCode == System.Net.HttpStatusCode.Unauthorized;
    }

    /// <summary>One rupiah from one person to another, over HTTP with the sender's token and a key.</summary>
    public async Task TransferAsync((int From, int To) pair)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/transactions")
        {
            Content = JsonContent.Create(new { receiver_id = _people[pair.To].Id, amount = 1 }),
        };
        request.Headers.Authorization = _people[pair.From].Token;
        request.Headers.Add("Idempotency-Key", $"http-{Interlocked.Increment(ref _lastKey)}");
        using var response = await _client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvariantBrokenException($"A transfer that the sender could pay was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>The same without HTTP: the sender's grain is called.</summary>
    public Task TransferByGrainAsync((int From, int To) pair) => Wallets.TransferAsync(pair);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<MeasuredApi> StartAsync(string postgres, string[] settings, Action<IServiceCollection> configure)
    {
        var app = Nusaloka.Api.Program.Build(
            ["--urls=http://127.0.0.1:0", "--environment=Development", $"--POSTGRES={postgres}", $"--MASTER_KEY={Convert.ToBase64String(new byte[32])}", .. settings],
            builder =>
            {
                builder.Logging.ClearProviders();
                configure(builder.Services);
            });
        await app.StartAsync();
        return new MeasuredApi(app);
    }

    private static string EmailOf(int number) => $"bench-{number}@contoh.id";

    private async Task AddPersonAsync(int number)
    {
        var email = EmailOf(number);
        var person = await PostAsync("/api/v1/auth/register", new { full_name = $"Orang {number}", email, password = Password }, token: null);
        var session = await PostAsync("/api/v1/auth/login", new { email, password = Password }, token: null);
        var token = new AuthenticationHeaderValue("Bearer", session.GetProperty("access_token").GetString());
        await PostAsync("/api/v1/wallet/topup", new { amount = StartBalance }, token);
        var id = person.GetProperty("id").GetString() ?? throw new InvalidOperationException("The API gave an account without an id.");
        _people.Add((id, token));
    }

    private async Task<JsonElement> PostAsync(string path, object body, AuthenticationHeaderValue? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token;
        using var response = await _client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
