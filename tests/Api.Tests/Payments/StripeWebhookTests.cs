using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Payments;

/// <summary>Webhooks over HTTP, with a signature: one gateway is configured, as in production.</summary>
[Collection(ApiCollection.Name)]
public sealed class StripeWebhookTests(ApiServer api) : IAsyncLifetime
{
    private const string Secret = "whsec_only_for_tests";
    private const string Path = "/api/v1/webhooks/stripe";

    private WebApplication? _app;
    private Uri? _address;

    public async Task InitializeAsync()
    {
        _app = ApiServer.Build(
            api.Database.ConnectionString, api.Forge, api.Logs,
            ["--PAYMENTS:STRIPE:SECRET_KEY=sk_test_1", "--PAYMENTS:STRIPE:WEBHOOK_SECRETS:0=" + Secret, "--PAYMENTS:STRIPE:BASE_URL=http://127.0.0.1:9/"]);
        await _app.StartAsync();
        _address = ApiServer.AddressOf(_app);
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Signed_IsStoredOnceAndAppliedForged_IsNot()
    {
        var (paymentId, eventId) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(), "evt_" + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"));
        var body = Succeeded(eventId, paymentId);
        var now = TimeProvider.System.GetUtcNow();

        using var forged = await SendAsync(body, now, "another secret");
        using var old = await SendAsync(body, now - TimeSpan.FromSeconds(301), Secret);
        Assert.Equal(0, await CountAsync(eventId));
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(body, now, Secret)));

        await ProblemAssert.IsAsync(forged, 400, "webhook_rejected");
        await ProblemAssert.IsAsync(old, 400, "webhook_rejected");
        foreach (var answer in answers)
            await answer.BodyAsync();
        Assert.Equal(1, await CountAsync(eventId));

        // It names a payment that was never made: that is for officers.
        using var officer = api.Staff("officer");
        await Eventually.TrueAsync("the entry in the quarantine", async () => await EntryAsync(officer, paymentId) is not null);
        var entry = (await EntryAsync(officer, paymentId))!;
        Assert.Equal(("unknown_payment", 25_000), (entry.Text("reason"), entry.Number("reported_amount")));
        using var resolved = await officer.PostAsJsonAsync($"/api/v1/payments/quarantine/{entry.Text("id")}/resolve", new { resolution = "ignore" });
        Assert.Equal("ignored", (await resolved.BodyAsync()).Text("status"));
        Assert.Null(await EntryAsync(officer, paymentId));
    }

    private static string Succeeded(string eventId, string paymentId) => new JsonObject
    {
        ["id"] = eventId,
        ["object"] = "event",
        ["type"] = "payment_intent.succeeded",
        ["data"] = new JsonObject
        {
            ["object"] = new JsonObject
            {
                ["id"] = "pi_" + eventId,
                ["object"] = "payment_intent",
                ["amount"] = 2_500_000,
                ["amount_received"] = 2_500_000,
                ["currency"] = "idr",
                ["status"] = "succeeded",
                ["metadata"] = new JsonObject { ["payment_id"] = paymentId },
            },
        },
    }.ToJsonString();

    private static async Task<JsonNode?> EntryAsync(HttpClient officer, string paymentId) =>
        (await officer.GetJsonAsync("/api/v1/payments/quarantine?limit=100"))["data"]!.AsArray().FirstOrDefault(entry => entry!.Text("payment_id") == paymentId);

    private Task<long> CountAsync(string eventId) =>
        api.Database.ScalarAsync<long>("select count(*) from webhook_inbox where event_id = $1", eventId);

    private async Task<HttpResponseMessage> SendAsync(string body, DateTimeOffset at, string secret)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={signature}");
        using var client = new HttpClient { BaseAddress = _address };
        return await client.SendAsync(request);
    }
}
