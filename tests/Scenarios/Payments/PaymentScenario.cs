using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Scenarios.Wallets;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Payments;

/// <summary>A running product with a database of its own whose gateway is a double of Stripe.</summary>
internal sealed class PaymentScenario : IAsyncDisposable
{
    private const string ServiceSecret = "9d2e1c7b5a3f48e6b0c4d8a2f6e1b3c5";

    private readonly ITestOutputHelper _output;
    private readonly NusalokaClient _client;
    private readonly HttpClient _http;

    private PaymentScenario(ITestOutputHelper output, PostgresDatabase database, StripeDouble stripe, NusalokaProcess process)
    {
        (_output, Database, Stripe, Process) = (output, database, stripe, process);
        _client = new NusalokaClient(process.Address);
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5), UseProxy = false };
        _http = new HttpClient(handler) { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(40) };
    }

    public PostgresDatabase Database { get; }

    public StripeDouble Stripe { get; }

    public NusalokaProcess Process { get; }

    public static async Task<PaymentScenario> StartAsync(ITestOutputHelper output)
    {
        var database = await PostgresDatabase.CreateEmptyAsync();
        var stripe = await StripeDouble.StartAsync();
        var process = new NusalokaProcess(
            "api", "Nusaloka.Api",
            ("NUSALOKA_POSTGRES", database.ConnectionString), NusalokaProcess.MasterKey(),
            ("NUSALOKA_SERVICE_CLIENTS__scenarios", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ServiceSecret)))),
            ("NUSALOKA_PAYMENTS__STRIPE__SECRET_KEY", "sk_test_scenarios"),
            ("NUSALOKA_PAYMENTS__STRIPE__WEBHOOK_SECRETS__0", StripeDouble.WebhookSecret),
            ("NUSALOKA_PAYMENTS__STRIPE__BASE_URL", stripe.Address.ToString()));
        await process.StartAsync();
        return new PaymentScenario(output, database, stripe, process);
    }

    public async Task<Person> RegisterAsync(string name) =>
        await _client.LogInAsync(await _client.RegisterAsync(name, $"{name}@contoh.id", "kata sandi yang panjang"));

    /// <summary>Makes a top-up and confirms it in one request.</summary>
    public Task<Answer> TopUpAsync(Person payer, long amount, string key, string paymentMethod = "pm_card") => SendAsync(
        HttpMethod.Post, "/api/v1/payments", new { purpose = "top_up", amount, method = "stripe", payment_method = paymentMethod, confirm = true }, payer, key);

    public Task<Answer> PostAsync(string path, object body, Person caller, string key) => SendAsync(HttpMethod.Post, path, body, caller, key);

    public Task<Answer> GetAsync(string path, Person caller) => SendAsync(HttpMethod.Get, path, body: null, caller);

    /// <summary>A program of ours, which counts as staff.</summary>
    public async Task<string> ServiceTokenAsync()
    {
        var answer = (await SendAsync(HttpMethod.Post, "/api/v1/auth/service-token", new { client_id = "scenarios", client_secret = ServiceSecret })).MustBe(200);
        return answer.Text("access_token");
    }

    public Task<Answer> RefundAsync(string paymentId, long amount, string serviceToken, string key) =>
        SendAsync(HttpMethod.Post, $"/api/v1/payments/{paymentId}/refund", new { amount }, caller: null, key, serviceToken);

    public Task<long> BalanceAsync(Person person) => _client.GetBalanceAsync(person);

    /// <summary>Waits until the payment is there, and answers it.</summary>
    public async Task<Answer> UntilAsync(string paymentId, string status, Person payer)
    {
        Answer? last = null;
        await Eventually.TrueAsync(
            $"payment {paymentId} to be {status}",
            async () => (last = await GetAsync("/api/v1/payments/" + paymentId, payer)) is { Status: 200 } && last.Text("status") == status,
            () => Task.FromResult($"{last?.Body}"), TimeSpan.FromSeconds(90));
        return last!;
    }

    /// <summary>Waits until all webhooks that were taken in are applied.</summary>
    public Task UntilAppliedAsync() => Eventually.TrueAsync(
        "all webhooks to be applied",
        async () => await Database.ScalarAsync<long>("select count(*) from webhook_inbox where status = 'received'") == 0,
        async () => string.Join("\n", await Database.ColumnAsync<string>("select event_id || ' ' || coalesce(last_error, '') from webhook_inbox where status = 'received'")),
        TimeSpan.FromSeconds(90));

    /// <summary>The books are right, and the clearing account says what the gateway really has.</summary>
    public async Task AssertSoundAsync(long moneyInWallets)
    {
        var ledger = await LedgerSnapshot.ReadAsync(Database.DataSource);
        Findings.AssertNone(LedgerChecker.Check(ledger, moneyInWallets));
        Assert.Equal(-(Stripe.Taken - Stripe.GivenBack), ledger.Accounts.Single(static account => account.Code == "system:gateway_clearing:stripe").Balance);
        Assert.Equal(0, ledger.Accounts.Single(static account => account.Code == "system:payment_suspense").Balance);
        Assert.Equal(0, await Database.ScalarAsync<long>("select count(*) from outbox_dead_letter"));
    }

    public async ValueTask DisposeAsync()
    {
        _output.WriteLine("--- the end of the process's log");
        _output.WriteLine(Process.Log);
        _client.Dispose();
        _http.Dispose();
        await Process.DisposeAsync();
        await Stripe.DisposeAsync();
        await Database.DisposeAsync();
    }

    private async Task<Answer> SendAsync(
        HttpMethod method, string path, object? body, Person? caller = null, string? key = null, string? serviceToken = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        if (caller is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        if (serviceToken is not null)
            request.Headers.Add("X-Service-Token", serviceToken);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);

        using var response = await _http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        return new Answer(
            $"{method} {path}", (int)response.StatusCode, content.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(content),
            response.Headers.TryGetValues("Idempotency-Replayed", out var replayed) && replayed.Contains("true"), response.Headers.RetryAfter?.Delta);
    }
}
