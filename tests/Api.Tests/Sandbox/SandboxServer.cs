using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Sandbox;

/// <summary>An API with the sandbox gateway, our adapters to it, and a server that its webhooks come to.</summary>
public sealed class SandboxServer : IAsyncLifetime
{
    /// <summary>The path of the webhooks.</summary>
    public const string Hook = "POST /hook";

    private TokenForge Forge { get; } = new();
    private WebApplication? _app;

    public PostgresDatabase Database { get; private set; } = null!;

    public ScriptedServer Receiver { get; private set; } = null!;

    public Uri Address => ApiServer.AddressOf(App);

    internal PaymentGateways Gateways => App.Services.GetRequiredService<PaymentGateways>();

    internal IPaymentGateway Gateway => Gateways.Find("sandbox")!;

    internal IPayoutGateway Payouts => Gateways.FindPayouts("sandbox")!;

    private WebApplication App => _app ?? throw new InvalidOperationException("The server is not started yet.");

    public async Task InitializeAsync()
    {
        Database = await PostgresDatabase.CreateAsync();
        Receiver = await ScriptedServer.StartAsync();
        Receiver.On(Hook, 200, "{}");
        await StartAsync();
    }

    /// <summary>Starts a server on the database that is there; it follows one that was stopped.</summary>
    public async Task StartAsync()
    {
        _app = ApiServer.Build(Database.ConnectionString, Forge, new LogCapture(),
            [$"--PAYMENTS:SANDBOX:WEBHOOK_URL={Receiver.Address}/hook", "--PAYMENTS:REQUEST_TIMEOUT=00:00:06"]);
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        _app = null;
    }

    public async Task DisposeAsync()
    {
        if (_app is not null)
            await StopAsync();
        await Receiver.DisposeAsync();
        Forge.Dispose();
        await Database.DisposeAsync();
    }

    /// <summary>An id that no other test has.</summary>
    internal static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    internal static GatewayOrder Order(long amount = 150_000, string? card = null, string? channel = null) => new(
        NewId(), "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", Money.Rupiah(amount), "Kereta malam ke Malang", ManualCapture: false, card, channel,
        new Uri("https://app.nusaloka.id/kembali"), TimeProvider.System.GetUtcNow().AddHours(1));

    /// <summary>The webhooks about a payment, refund or payout of that id, in the order in which they came.</summary>
    internal IReadOnlyList<SeenRequest> WebhooksOf(Guid id) => [.. Receiver.Seen.Where(seen =>
        seen.Json["data"]!["object"]! is var subject && ((string?)subject["id"] == $"{id}" || (string?)subject["payment_id"] == $"{id}"))];

    /// <summary>Waits until there are so many webhooks about it.</summary>
    internal async Task<IReadOnlyList<SeenRequest>> WebhooksAsync(Guid id, int count)
    {
        await Eventually.TrueAsync($"{count} webhooks about {id}", () => WebhooksOf(id).Count >= count, () => Types(WebhooksOf(id)));
        return WebhooksOf(id);
    }

    /// <summary>Their types, one after the other.</summary>
    internal static string Types(IEnumerable<SeenRequest> webhooks) => string.Join(", ", webhooks.Select(static seen => (string?)seen.Json["type"]));

    /// <summary>What our adapter makes of a webhook.</summary>
    internal WebhookReading Read(SeenRequest webhook) => Gateway.ReadWebhook(
        new WebhookRequest(System.Text.Encoding.UTF8.GetBytes(webhook.Body), webhook.Headers), TimeProvider.System.GetUtcNow());

    internal GatewayEvent Event(SeenRequest webhook) => Assert.IsType<WebhookReading.Accepted>(Read(webhook)).Event;

    internal async Task<JsonNode> PageAsync(Guid id, string? action = null, string? card = null, int status = 200)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var response = action is null
            ? await client.GetAsync($"/sandbox/pay/{id}/payment")
            : await client.SendJsonAsync(HttpMethod.Post, $"/sandbox/pay/{id}/payment", card is null ? new { action } : new { action, card });
        Assert.Equal(status, (int)response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
