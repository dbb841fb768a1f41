using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Access;

/// <summary>Has a gateway say of a payment what cannot be: to a process beside the API, which is the one that knows this gateway.</summary>
internal static class AccessQuarantine
{
    private const string Secret = "whsec_of_the_access_table";

    /// <summary>The id of a new entry.</summary>
    public static async Task<string> AddAsync(ApiServer api)
    {
        await using var app = ApiServer.Build(
            api.Database.ConnectionString, api.Forge, api.Logs,
            ["--PAYMENTS:STRIPE:SECRET_KEY=sk_test_1", "--PAYMENTS:STRIPE:WEBHOOK_SECRETS:0=" + Secret, "--PAYMENTS:STRIPE:BASE_URL=http://127.0.0.1:9/"]);
        await app.StartAsync();
        var paymentId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };
        using var request = Signed(Succeeded(paymentId));
        using var answer = await client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var entry = "";
        await Eventually.TrueAsync("the entry in the quarantine", async () => (entry = await api.Database.ScalarAsync<string>(
            "select coalesce(max(id::text), '') from payment_quarantine where payment_id = $1", paymentId)).Length > 0);
        await app.StopAsync();
        return entry;
    }

    private static HttpRequestMessage Signed(string body)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={signature}");
        return request;
    }

    private static string Succeeded(string paymentId) => new JsonObject
    {
        ["id"] = "evt_" + paymentId,
        ["object"] = "event",
        ["type"] = "payment_intent.succeeded",
        ["data"] = new JsonObject
        {
            ["object"] = new JsonObject
            {
                ["id"] = "pi_" + paymentId,
                ["object"] = "payment_intent",
                ["amount"] = 2_500_000,
                ["amount_received"] = 2_500_000,
                ["currency"] = "idr",
                ["status"] = "succeeded",
                ["metadata"] = new JsonObject { ["payment_id"] = paymentId },
            },
        },
    }.ToJsonString();
}
