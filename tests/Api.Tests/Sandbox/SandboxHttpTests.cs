using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Wallets;

namespace Nusaloka.Api.Tests.Sandbox;

/// <summary>The sandbox gateway's HTTP API and pay page without our adapter.</summary>
[Collection(SandboxCollection.Name)]
public sealed class SandboxHttpTests(SandboxServer sandbox)
{
    [Theory]
    [InlineData(null)]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic c2tfd3Jvbmc6")]
    [InlineData("Basic c2tfc2FuZGJveF9kZXZlbG9wbWVudA==")]
    [InlineData("Bearer sk_sandbox_development")]
    public async Task Api_WithoutTheKey_Is401(string? authorization)
    {
        using var client = new HttpClient { BaseAddress = sandbox.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var asked = await client.GetAsync($"/sandbox/v1/payments/{SandboxServer.NewId()}");
        using var sent = await client.SendJsonAsync(HttpMethod.Post, "/sandbox/v1/payouts", new { });

        await ProblemAssert.IsAsync(asked, 401, "unauthenticated");
        await ProblemAssert.IsAsync(sent, 401, "unauthenticated");
    }

    [Theory]
    [InlineData("""{ "id": "x", "amount": 1, "return_url": "https://a", "expires_at": "2030-01-01T00:00:00Z" }""", "validation_failed")]
    [InlineData("""{ "id": "0198c5a0-1111-7000-8000-00000000000a", "amount": 0, "return_url": "https://a", "expires_at": "2030-01-01T00:00:00Z" }""", "validation_failed")]
    [InlineData("""{ "id": "0198c5a0-1111-7000-8000-00000000000a", "amount": 1, "return_url": "javascript:1", "expires_at": "2030-01-01T00:00:00Z" }""", "validation_failed")]
    [InlineData("""{ "amount": 1 }""", "validation_failed")]
    [InlineData("""{""", "json_malformed")]
    public async Task Create_NoOrder_Is400(string body, string code)
    {
        using var client = Client();

        using var response = await client.PostAsync("/sandbox/v1/payments", new StringContent(body, Encoding.UTF8, "application/json"));

        await ProblemAssert.IsAsync(response, 400, code);
    }

    [Fact]
    public async Task Page_OfAnyPayment_IsOneDocumentThatFetchesWhatItShows()
    {
        using var client = new HttpClient { BaseAddress = sandbox.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "en");

        using var response = await client.GetAsync($"/sandbox/pay/{SandboxServer.NewId()}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfNoPayment_FindsNothing()
    {
        Assert.Equal("sandbox_not_found", (string?)(await sandbox.PageAsync(SandboxServer.NewId(), status: 404))["code"]);
        Assert.Equal("sandbox_not_found", (string?)(await sandbox.PageAsync(SandboxServer.NewId(), "pay", status: 404))["code"]);
    }

    [Fact]
    public async Task Page_WithACard_PlaysWhatTheCardSays()
    {
        var order = SandboxServer.Order();
        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);

        Assert.Equal("pay", (string?)(await sandbox.PageAsync(order.PaymentId))["step"]);
        Assert.Equal("confirm", (string?)(await sandbox.PageAsync(order.PaymentId, "pay", "4000000000003220"))["step"]);
        Assert.Equal("succeeded", (string?)(await sandbox.PageAsync(order.PaymentId, "approve"))["status"]);
    }

    [Fact]
    public async Task Card_AnyNumber_IsNotKept()
    {
        const string Card = "4123450131003312";
        var order = SandboxServer.Order(card: Card);

        await sandbox.Gateway.CreateAsync(order, CancellationToken.None);
        await sandbox.WebhooksAsync(order.PaymentId, 1);

        Assert.Equal(1, await sandbox.Database.ScalarAsync<long>("select count(*) from grain_state where id = $1", $"{order.PaymentId}"));
        Assert.Equal(0, await sandbox.Database.ScalarAsync<long>("select count(*) from grain_state where state::text like '%' || $1 || '%'", Card));
    }

    [Theory]
    [InlineData("--PAYMENTS:SANDBOX:ENABLED=false", "--environment=Development")]
    [InlineData("--environment=Production", "--x=y")]
    public async Task Sandbox_NotWanted_IsNotThere(string first, string second)
    {
        using var forge = new TokenForge();
        await using var app = ApiServer.Build(sandbox.Database.ConnectionString, forge, new LogCapture(), [first, second]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };
        var person = $"{SandboxServer.NewId()}";
        await app.Services.GetRequiredService<IGrainFactory>().GetGrain<IWalletGrain>(person).OpenAsync();

        using var topUp = new HttpRequestMessage(HttpMethod.Post, "/api/v1/wallet/topup") { Content = JsonContent.Create(new { amount = 150_000 }) };
        topUp.Headers.Authorization = new AuthenticationHeaderValue("Bearer", forge.Person(person));
        using var noMoney = await client.SendAsync(topUp);
        using var page = await client.GetAsync($"/sandbox/pay/{SandboxServer.NewId()}");
        using var api = await client.GetAsync($"/sandbox/v1/payments/{SandboxServer.NewId()}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, api.StatusCode));
        // Nor is its play money.
        await ProblemAssert.IsAsync(noMoney, 422, "method_unavailable");
        await app.StopAsync();
    }

    [Fact]
    public void Sandbox_WantedInProductionWithoutAKey_DoesNotStart()
    {
        using var forge = new TokenForge();

        var refusal = Assert.Throws<InvalidOperationException>(() => ApiServer.Build(
            sandbox.Database.ConnectionString, forge, new LogCapture(), ["--environment=Production", "--PAYMENTS:SANDBOX:ENABLED=true"]));

        Assert.Contains("NUSALOKA_PAYMENTS__SANDBOX__SECRET_KEY", refusal.Message, StringComparison.Ordinal);
    }

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = sandbox.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("sk_sandbox_development:"u8));
        return client;
    }
}
