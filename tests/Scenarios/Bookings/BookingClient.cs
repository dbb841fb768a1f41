using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Nusaloka.Scenarios.Client;
using Nusaloka.Scenarios.Harness;
using Nusaloka.Testing;

namespace Nusaloka.Scenarios.Bookings;

/// <summary>The routes of trips and bookings, called as a patient client does: when there is no answer, or one that says to come back, it asks again with the same key.</summary>
internal sealed class BookingClient : IDisposable
{
    /// <summary>A silo may be lost meanwhile, and the machine busy.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http;

    public BookingClient(Uri address)
    {
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5), UseProxy = false };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(40) };
    }

    /// <summary>Somebody who may decide about identities.</summary>
    public static async Task<Person> CreateAdminAsync(NusalokaClient client, string postgres)
    {
        const string email = "petugas@contoh.id";
        var person = await client.RegisterAsync("Petugas", email, "kata sandi petugas");
        await MaintenanceCommand.RunAsync(postgres, "grant-role", person.Id, "admin");
        return await client.LogInAsync(person);
    }

    /// <summary>A published trip of a guide whom an admin has verified.</summary>
    /// <returns>The trip's id.</returns>
    public async Task<string> PublishTripAsync(Person guide, Person admin, long price)
    {
        await SendAsync(HttpMethod.Post, "/api/v1/account/verification", guide, new { legal_name = "WAYAN SUDARTA", document = "ktp", document_number = Nik.Next() });
        await SendAsync(HttpMethod.Post, $"/api/v1/users/{guide.Id}/verification/decide", admin, new { decision = "verified" });
        var trip = await SendAsync(HttpMethod.Post, "/api/v1/trips", guide, new
        {
            title = "Tiga Gili dalam sehari",
            description = "Menyelam permukaan bersama penyu di tiga pulau kecil.",
            region = "Lombok",
            places = new[] { new { name = "Gili Trawangan", latitude = -8.350886, longitude = 116.036389, time_zone = "Asia/Makassar" } },
            days = new[] { new { items = new[] { new { time = "08:30", activity = "Menyeberang" } } } },
            price,
            languages = new[] { "id" },
            min_people = 1,
            max_people = 5,
        });
        var id = trip.MustBe(201).Text("id");
        (await SendAsync(HttpMethod.Post, $"/api/v1/trips/{id}/publish", guide)).MustBe(200);
        return id;
    }

    /// <summary>Books a seat.</summary>
    public Task<Answer> BookAsync(Person person, string departureId, string key) => InsistAsync(HttpMethod.Post, "/api/v1/bookings", person, key, new
    {
        departure_id = departureId,
        seats = 1,
        contact = new { name = "Siti Aminah", phone = "+6281234567890" },
    });

    /// <summary>Waits for a seat.</summary>
    public Task<Answer> JoinWaitingAsync(Person person, string departureId) =>
        InsistAsync(HttpMethod.Post, $"/api/v1/departures/{departureId}/waiting", person, key: null, new { seats = 1 });

    /// <summary>Pays a booking from the wallet.</summary>
    public Task<Answer> PayAsync(Person person, string bookingId, string key) =>
        InsistAsync(HttpMethod.Post, $"/api/v1/bookings/{bookingId}/payment", person, key, new { method = "wallet" });

    /// <summary>Pays a booking by the sandbox gateway.</summary>
    /// <param name="card">What is played; null to pay on the gateway's page.</param>
    public Task<Answer> PayBySandboxAsync(Person person, string bookingId, string? card, string key) =>
        InsistAsync(HttpMethod.Post, $"/api/v1/bookings/{bookingId}/payment", person, key, new { method = "sandbox", payment_method = card });

    /// <summary>Makes a payment for a booking that the booking does not know of.</summary>
    public Task<Answer> PayBesideAsync(Person person, string bookingId, long amount, string card, string key) => InsistAsync(
        HttpMethod.Post, "/api/v1/payments", person, key,
        new { purpose = "booking", amount, subject = bookingId, method = "sandbox", payment_method = card, confirm = true });

    /// <summary>Pays on the sandbox gateway's page.</summary>
    /// <param name="page">Its path.</param>
    public Task<Answer> PayOnPageAsync(Person person, string page) => SendAsync(HttpMethod.Post, page + "/payment", person, new { action = "pay" });

    /// <summary>Cancels a booking: asks for a quote and takes it, whatever it says.</summary>
    /// <returns>The quote's answer when it cancelled already, or was refused; otherwise that to its confirmation.</returns>
    public async Task<Answer> CancelAsync(Person person, string bookingId)
    {
        var quote = await InsistAsync(HttpMethod.Post, $"/api/v1/bookings/{bookingId}/cancellation", person, key: null, new { });
        return quote.Status != 200 || quote.Body.GetProperty("cancelled").GetBoolean()
            ? quote
            : await InsistAsync(HttpMethod.Post, $"/api/v1/bookings/{bookingId}/cancellation/confirm", person, key: null, new { quote_id = quote.Text("id") });
    }

    public void Dispose() => _http.Dispose();

    private async Task<Answer> InsistAsync(HttpMethod method, string path, Person caller, string? key, object body)
    {
        Answer? answer = null;
        await Eventually.TrueAsync(
            $"an answer to {path} with the key {key}",
            async () =>
            {
                try
                {
                    answer = await SendAsync(method, path, caller, body, key);
                    return answer.Status is not (0 or 429 or >= 500) && answer.Code != "idempotency_key_in_flight";
                }
                catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
                {
                    return false;
                }
            },
            () => Task.FromResult($"{answer}"), Patience);
        return answer ?? throw new InvalidOperationException($"{path} was not answered.");
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, Person caller, object? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType());
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);

        using var response = await _http.SendAsync(request);
        var content = await response.Content.ReadAsByteArrayAsync();
        return new Answer(
            $"{method} {path}", (int)response.StatusCode, content.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(content),
            response.Headers.TryGetValues("Idempotency-Replayed", out var replayed) && replayed.Contains("true"), response.Headers.RetryAfter?.Delta);
    }
}
