using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Grains.Payments.Gateways;
using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Payments.Gateways;

/// <summary>What every gateway's adapter does when things go wrong, over real HTTP.</summary>
public abstract class PaymentGatewayContract : IAsyncLifetime
{
    private protected static readonly Guid PaymentId = new("0198c5a0-1111-7000-8000-000000000001");
    private protected static readonly Guid RefundId = new("0198c5a0-2222-7000-8000-000000000002");
    private protected static readonly DateTimeOffset Now = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero);

    private readonly List<ServiceProvider> _providers = [];

    private protected ScriptedServer Server { get; private set; } = null!;

    /// <summary>Name and settings of the gateway, all of whose addresses are <paramref name="address"/>.</summary>
    private protected abstract (string Name, (string Key, string Value)[] Settings) Describe(string address);

    /// <summary>An order that the gateway is asked for with one POST.</summary>
    private protected abstract GatewayOrder Order { get; }

    public async Task InitializeAsync() => Server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync()
    {
        foreach (var provider in _providers)
            await provider.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Create_NothingListens_IsCertainlyNotDone()
    {
        var gateway = Gateway();
        await Server.DisposeAsync();

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => gateway.CreateAsync(Order, CancellationToken.None));
    }

    [Fact]
    public async Task Create_NoAnswer_IsUnknown()
    {
        var clock = new ManualTimeProvider(Now);
        Server.On("*", ScriptedServer.NeverAsync);

        var created = Gateway(clock).CreateAsync(Order, CancellationToken.None);
        await Eventually.TrueAsync("the request", () => Server.Seen.Count == 1);
        clock.Advance(TimeSpan.FromSeconds(15));

        await Assert.ThrowsAsync<GatewayUnknownException>(() => created);
        Assert.Single(Server.Seen);
    }

    [Fact]
    public async Task Create_ConnectionCutAfterTheRequest_IsUnknownAndWasTriedAgainWithTheSameKey()
    {
        Server.On("*", static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));

        Assert.Equal(3, Server.Seen.Count);
        Assert.Single(Server.Seen.Select(static request => request.Body).Distinct());
        Assert.Single(Server.Seen.Select(static request => request.Headers.GetValueOrDefault("Idempotency-Key")).Distinct());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Create_NotAnsweredAndThenTurnedAway_IsUnknown(int status)
    {
        Server.On("*", context =>
        {
            if (Server.Seen.Count == 1)
                context.Abort();
            else
                context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));

        Assert.InRange(Server.Seen.Count, 2, 3);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Create_ServerFails_IsUnknown(int status)
    {
        Server.On("*", status, "{}");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));

        Assert.Equal(3, Server.Seen.Count);
    }

    [Fact]
    public async Task Create_AnswerIsNoJson_IsUnknown()
    {
        Server.On("*", 200, "<html>maintenance</html>");

        await Assert.ThrowsAsync<GatewayUnknownException>(() => Gateway().CreateAsync(Order, CancellationToken.None));
    }

    [Theory]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(307, 1)]
    [InlineData(429, 3)]
    public async Task Create_TurnedAway_IsCertainlyNotDone(int status, int attempts)
    {
        Server.On("*", context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => Gateway().CreateAsync(Order, CancellationToken.None));

        Assert.Equal(attempts, Server.Seen.Count);
    }

    [Fact]
    public async Task Find_ServerFails_ChangedNothing()
    {
        Server.On("*", 500, "{}");

        await Assert.ThrowsAsync<GatewayUnavailableException>(() => Gateway().FindAsync(PaymentId, "reference", CancellationToken.None));
    }

    [Fact]
    public async Task Create_CallerGivesUp_IsToldSo()
    {
        using var caller = new CancellationTokenSource();
        Server.On("*", ScriptedServer.NeverAsync);

        var created = Gateway().CreateAsync(Order, caller.Token);
        await Eventually.TrueAsync("the request", () => Server.Seen.Count == 1);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => created);
    }

    [Fact]
    public async Task Create_WithoutKeys_IsUnavailableAndAsksNobody()
    {
        var provider = GatewayFactory.Build(TimeProvider.System);
        _providers.Add(provider);
        var gateway = provider.GetRequiredService<PaymentGateways>().Find(Describe(Server.Address).Name)!;

        Assert.False(gateway.IsConfigured);
        await Assert.ThrowsAsync<GatewayUnavailableException>(() => gateway.CreateAsync(Order, CancellationToken.None));
        Assert.Empty(Server.Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"id\":1,\"id\":2}")]
    [InlineData("{\"signature_key\":\"\\ud800\",\"order_id\":\"x\",\"status_code\":\"200\",\"gross_amount\":\"1\"}")]
    [InlineData("{\"\\udc00\":1,\"signature_key\":\"x\",\"order_id\":\"\\ud800\",\"status_code\":\"200\",\"gross_amount\":\"\\ud800\"}")]
    [InlineData("{\"signature_key\":[],\"order_id\":{},\"status_code\":1}")]
    public void ReadWebhook_NotFromTheGateway_IsRejectedWithoutAnException(string body)
    {
        var gateway = Gateway();

        foreach (var header in new[] { "Stripe-Signature", "x-callback-token", "Nusaloka-Sandbox-Signature", "other" })
        {
            foreach (var value in new[] { "", "t=,v1=", "t=1,v1=zz", "t=99999999999999999999,v1=" + new string('a', 64), "a,b,=,", new string('x', 9000) })
                Assert.IsType<WebhookReading.Rejected>(gateway.ReadWebhook(Webhook(body, (header, value)), Now));
        }
    }

    private protected static WebhookRequest Webhook(string body, params (string Name, string Value)[] headers) => new(
        Encoding.UTF8.GetBytes(body), headers.ToDictionary(static header => header.Name, static header => header.Value, StringComparer.Ordinal));

    private protected IPaymentGateway Gateway(TimeProvider? clock = null)
    {
        var (name, settings) = Describe(Server.Address);
        var provider = GatewayFactory.Build(clock ?? TimeProvider.System, settings);
        _providers.Add(provider);
        return provider.GetRequiredService<PaymentGateways>().Find(name)!;
    }

    private protected static GatewayEvent Accepted(WebhookReading reading) => Assert.IsType<WebhookReading.Accepted>(reading).Event;

    private protected static string Why(WebhookReading reading) => Assert.IsType<WebhookReading.Rejected>(reading).Reason;
}
