using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Sandbox;

/// <summary>Payments of people through the sandbox gateway, in one process that is both: as it is after <c>./nusaloka up</c>.</summary>
[Collection(ApiCollection.Name)]
public sealed class SandboxPaymentTests(ApiServer api)
{
    private const string Path = "/api/v1/payments";

    [Theory]
    [InlineData("4242424242424242", "succeeded", 150_000)]
    [InlineData("4000000000005001", "succeeded", 150_000)]
    [InlineData("4000000000002081", "succeeded", 150_000)]
    [InlineData("4000000000004095", "succeeded", 150_000)]
    [InlineData("4000000000004012", "succeeded", 150_000)]
    [InlineData("4000000000005035", "succeeded", 150_000)]
    [InlineData("4000000000002024", "succeeded", 150_000)]
    [InlineData("4000000000000002", "requires_payment_method", 0)]
    public async Task TopUp_ByCard_EndsAsTheCardSays(string card, string status, long balance)
    {
        var person = await api.RegisterAsync();

        var id = (await PayAsync(person, new { purpose = "top_up", amount = 150_000, method = "sandbox", payment_method = card, confirm = true })).Text("id");

        await Eventually.EqualAsync("the payment's end", status, async () => (await person.Client.GetJsonAsync($"{Path}/{id}")).Text("status"));
        await Eventually.EqualAsync("the balance", balance, person.BalanceAsync);
        Assert.Equal(balance == 0 ? 0 : 1, await api.EntriesAsync(person.Id));
    }

    [Fact]
    public async Task TopUp_PaidOnThePage_IsToldByAWebhook()
    {
        var person = await api.RegisterAsync();
        var payment = await PayAsync(person, new { purpose = "top_up", amount = 75_000, method = "sandbox", confirm = true });
        var page = payment["next_action"]!.Text("value");
        Assert.Equal(("requires_action", "redirect"), (payment.Text("status"), payment["next_action"]!.Text("type")));
        Assert.StartsWith($"{api.Address}sandbox/pay/", page, StringComparison.Ordinal);

        using var paid = await api.Anonymous.PostAsJsonAsync($"{page}/payment", new { action = "pay" });

        Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync());
        // The ledger has the money a moment before the payment has written down that it does.
        await Eventually.EqualAsync(
            "the payment's end", "succeeded", async () => (await person.Client.GetJsonAsync($"{Path}/{payment.Text("id")}")).Text("status"));
        Assert.Equal(75_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task TopUp_WhoseWebhookLeavesOutWhatThePayerMustDo_StillSaysIt()
    {
        var person = await api.RegisterAsync();
        var id = (await PayAsync(person, new { purpose = "top_up", amount = 75_000, method = "sandbox" })).Text("id");
        var key = SandboxServer.NewId().ToString();
        var asked = (await ConfirmAsync()).ToJsonString();

        await Eventually.EqualAsync("the webhook", 1L, () => api.Database.ScalarAsync<long>(
            "select count(*) from webhook_inbox where payment_id = $1 and status = 'applied'", id));

        Assert.Contains("/sandbox/pay/", asked, StringComparison.Ordinal);
        Assert.Equal(asked, (await person.Client.GetJsonAsync($"{Path}/{id}"))["next_action"]?.ToJsonString());
        Assert.Equal(asked, (await ConfirmAsync()).ToJsonString());

        async Task<JsonNode> ConfirmAsync()
        {
            using var response = await person.Client.SendJsonAsync(HttpMethod.Post, $"{Path}/{id}/confirm", new { }, ("Idempotency-Key", key));
            return (await response.BodyAsync(200))["next_action"] ?? throw new InvalidOperationException("The payer is told to do nothing.");
        }
    }

    private static async Task<JsonNode> PayAsync(Person person, object body)
    {
        using var response = await person.Client.SendJsonAsync(
            HttpMethod.Post, Path, body, ("Idempotency-Key", SandboxServer.NewId().ToString()));
        return await response.BodyAsync(201);
    }
}
