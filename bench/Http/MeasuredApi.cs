using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Nusaloka.Bench.Measuring;
using Nusaloka.Wallets;

namespace Nusaloka.Bench.Http;

/// <summary>An API with a silo inside, on a port of its own, and people who have signed in to it and have money.</summary>
internal sealed class MeasuredApi : IAsyncDisposable
{
    private const long StartBalance = 1_000_000;
    private const string Password = "perahu kayu di Bira";

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly List<(string Id, AuthenticationHeaderValue Token)> _people = [];
    private readonly IWalletGrain[] _wallets;
    private long _lastKey;

    private MeasuredApi(WebApplication app, int people)
    {
        _app = app;
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
        _wallets = new IWalletGrain[people];
    }

    public int People => _people.Count;

    public long Total => People * StartBalance;

    /// <param name="postgres">Where its database is.</param>
    /// <param name="people">How many there are.</param>
    /// <param name="settings">What is set; when nothing is said, requests are counted as ever, but a person may send as many as they can.</param>
    public static async Task<MeasuredApi> StartAsync(string postgres, int people, string[]? settings = null)
    {
        var app = Nusaloka.Api.Program.Build(
            ["--urls=http://127.0.0.1:0", "--environment=Development", $"--POSTGRES={postgres}", $"--MASTER_KEY={Convert.ToBase64String(new byte[32])}",
                .. settings ?? ["--RATE_LIMITS:SCALE=1000"]],
            builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        var measured = new MeasuredApi(app, people);
        for (var i = 0; i < people; i++)
            await measured.AddPersonAsync(i);
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
    public async Task TransferAsync(int caller, long n)
    {
        var (from, to) = Pick(caller, n);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/transactions")
        {
            Content = JsonContent.Create(new { receiver_id = _people[to].Id, amount = 1 }),
        };
        request.Headers.Authorization = _people[from].Token;
        request.Headers.Add("Idempotency-Key", NextKey());
        using var response = await _client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
            throw new InvariantBrokenException($"A transfer that the sender could pay was answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>The same without HTTP: the sender's grain is called.</summary>
    public async Task TransferByGrainAsync(int caller, long n)
    {
        var (from, to) = Pick(caller, n);
        var key = NextKey();
        var moved = await _wallets[from].TransferAsync(new Transfer(_people[to].Id, Money.Rupiah(1), "", new Operation(key, key)));
        if (!moved.IsSuccess)
            throw new InvariantBrokenException($"A transfer that the sender could pay was refused: {moved.Error.Code}.");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private (int From, int To) Pick(int caller, long n)
    {
        var from = (int)((caller * 131 + n * 17) % People);
        return (from, (from + 1 + (int)(n % (People - 1))) % People);
    }

    private static string EmailOf(int number) => $"bench-{number}@contoh.id";

    private string NextKey() => $"bench-{Interlocked.Increment(ref _lastKey)}";

    private async Task AddPersonAsync(int number)
    {
        var email = EmailOf(number);
        var person = await PostAsync("/api/v1/auth/register", new { full_name = $"Orang {number}", email, password = Password }, token: null);
        var session = await PostAsync("/api/v1/auth/login", new { email, password = Password }, token: null);
        var token = new AuthenticationHeaderValue("Bearer", session.GetProperty("access_token").GetString());
        await PostAsync("/api/v1/wallet/topup", new { amount = StartBalance }, token);
        var id = person.GetProperty("id").GetString() ?? throw new InvalidOperationException("The API gave an account without an id.");
        _wallets[_people.Count] = _app.Services.GetRequiredService<IGrainFactory>().GetGrain<IWalletGrain>(id);
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
