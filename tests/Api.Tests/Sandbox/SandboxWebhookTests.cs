using Microsoft.AspNetCore.Http;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Sandbox;

/// <summary>Webhooks whose receiver is away, each on a sandbox of its own.</summary>
public sealed class SandboxWebhookTests : IAsyncLifetime
{
    private readonly SandboxServer _sandbox = new();

    public Task InitializeAsync() => _sandbox.InitializeAsync();

    public Task DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Webhook_Refused_IsSentAgainWithANewSignature()
    {
        var refusals = 0;
        _sandbox.Receiver.Replace(SandboxServer.Hook, context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref refusals) <= 2 ? 503 : 200;
            return Task.CompletedTask;
        });
        var order = SandboxServer.Order(card: "4242424242424242");
        await _sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        var webhooks = await _sandbox.WebhooksAsync(order.PaymentId, 3);

        Assert.Equal(3, webhooks.Count);
        Assert.Single(webhooks.Select(static webhook => webhook.Body).Distinct());
        Assert.Equal(3, webhooks.Select(static webhook => webhook.Headers["Nusaloka-Sandbox-Signature"]).Distinct().Count());
        Assert.All(webhooks, webhook => Assert.IsType<WebhookReading.Accepted>(_sandbox.Read(webhook)));
        await NothingIsLeftToDoAsync();
    }

    [Fact]
    public async Task Webhook_ServerEndsBeforeItIsTaken_IsSentByTheNextOne()
    {
        _sandbox.Receiver.Replace(SandboxServer.Hook, static context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        var order = SandboxServer.Order(card: "4242424242424242");
        await _sandbox.Gateway.CreateAsync(order, CancellationToken.None);
        await _sandbox.WebhooksAsync(order.PaymentId, 1);
        await _sandbox.StopAsync();
        var before = _sandbox.WebhooksOf(order.PaymentId).Count;

        _sandbox.Receiver.Replace(SandboxServer.Hook, static _ => Task.CompletedTask);
        await _sandbox.StartAsync();

        await Eventually.TrueAsync(
            "the webhook of the server that ended", () => _sandbox.WebhooksOf(order.PaymentId).Count > before, within: TimeSpan.FromSeconds(90));
        Assert.Equal(GatewayStatus.Succeeded, _sandbox.Event(_sandbox.WebhooksOf(order.PaymentId)[^1]).Payment?.Status);
        await NothingIsLeftToDoAsync();
    }

    private Task NothingIsLeftToDoAsync() => Eventually.EqualAsync(
        "no reminder of the sandbox", 0L, () => _sandbox.Database.ScalarAsync<long>("select count(*) from reminder where grain_id like 'sandbox%'"));
}
