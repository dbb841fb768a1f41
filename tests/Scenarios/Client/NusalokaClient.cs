using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nusaloka.Scenarios.Client;

/// <summary>
/// The routes that the scenarios use, called as any client would. A request that gets no answer throws
/// <see cref="HttpRequestException"/> or <see cref="TaskCanceledException"/>; its effect is then unknown.
/// </summary>
internal sealed class NusalokaClient : IDisposable
{
    private readonly HttpClient _http;

    public NusalokaClient(Uri address)
    {
        // Idle connections of a process that was killed are of no use to the next one.
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5), UseProxy = false };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(40) };
        Name = address.Authority;
    }

    /// <summary>Host and port of the API.</summary>
    public string Name { get; }

    public Task<Answer> TryRegisterAsync(string fullName, string email, string password, string? referralCode = null) =>
        SendAsync(HttpMethod.Post, "/api/v1/auth/register", new { full_name = fullName, email, password, referral_code = referralCode });

    /// <summary>The caller's code, and what became of it.</summary>
    public Task<Answer> GetReferralAsync(Person person) => SendAsync(HttpMethod.Get, "/api/v1/account/referral", body: null, person);

    public async Task<Person> RegisterAsync(string fullName, string email, string password)
    {
        var registered = (await TryRegisterAsync(fullName, email, password)).MustBe(201);
        return new Person(registered.Text("id"), email, password);
    }

    public Task<Answer> TryLogInAsync(string email, string password) =>
        SendAsync(HttpMethod.Post, "/api/v1/auth/login", new { email, password });

    public async Task<Person> LogInAsync(Person person)
    {
        var answer = (await TryLogInAsync(person.Email, person.Password)).MustBe(200);
        return person with
        {
            Id = answer.Body.GetProperty("user").GetProperty("id").GetString() ?? "",
            Token = answer.Text("access_token"),
            RefreshToken = answer.Text("refresh_token"),
        };
    }

    public Task<Answer> TryRefreshAsync(string refreshToken) =>
        SendAsync(HttpMethod.Post, "/api/v1/auth/refresh", new { refresh_token = refreshToken });

    public Task<Answer> LogOutAsync(Person person) => SendAsync(HttpMethod.Post, "/api/v1/auth/logout", body: null, person);

    public Task<Answer> TryGetMeAsync(Person person) => SendAsync(HttpMethod.Get, "/api/v1/auth/me", body: null, person);

    public Task<Answer> TopUpAsync(Person person, long amount, string key) =>
        SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/topup", new { amount }, person, key);

    public Task<Answer> DebitAsync(Person person, long amount, string key) =>
        SendAsync(HttpMethod.Post, $"/api/v1/users/{person.Id}/debit", new { amount }, person, key);

    public Task<Answer> TransferAsync(Person sender, Person receiver, long amount, string description, string key) =>
        SendAsync(
            HttpMethod.Post, "/api/v1/transactions", new { sender_id = sender.Id, receiver_id = receiver.Id, amount, description }, sender, key);

    /// <summary>Pays for a booking from the wallet.</summary>
    public Task<Answer> PayBookingAsync(Person payer, long amount, string booking, string key) =>
        SendAsync(
            HttpMethod.Post, "/api/v1/payments", new { purpose = "booking", amount, subject = booking, method = "wallet", confirm = true }, payer, key);

    public Task<Answer> GetTransactionAsync(Person reader, string id) =>
        SendAsync(HttpMethod.Get, $"/api/v1/transactions/{id}", body: null, reader);

    public Task<Answer> TryGetBalanceAsync(Person person) =>
        SendAsync(HttpMethod.Get, $"/api/v1/users/{person.Id}/balance", body: null, person);

    /// <summary>A page of the caller's newest entries.</summary>
    public Task<Answer> TryGetStatementAsync(Person person, DateTimeOffset from) =>
        SendAsync(HttpMethod.Get, $"/api/v1/wallet/statement?limit=100&from={from.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}", body: null, person);

    public Task<Answer> ListPasskeysAsync(Person person) => SendAsync(HttpMethod.Get, "/api/v1/webauthn/passkeys", body: null, person);

    public Task<Answer> RenamePasskeyAsync(Person person, string id, string name) =>
        SendAsync(HttpMethod.Put, $"/api/v1/webauthn/passkeys/{id}", new { name }, person);

    public Task<Answer> DeletePasskeyAsync(Person person, string id) =>
        SendAsync(HttpMethod.Delete, $"/api/v1/webauthn/passkeys/{id}", body: null, person);

    public async Task<long> GetBalanceAsync(Person person) => (await TryGetBalanceAsync(person)).MustBe(200).Number("balance");

    public void Dispose() => _http.Dispose();

    private async Task<Answer> SendAsync(HttpMethod method, string path, object? body, Person? caller = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        if (caller is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);

        using var response = await _http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        return new Answer(
            $"{method} {path}",
            (int)response.StatusCode,
            content.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(content),
            response.Headers.TryGetValues("Idempotency-Replayed", out var replayed) && replayed.Contains("true"),
            response.Headers.RetryAfter?.Delta);
    }
}
