using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nusaloka.Accounts.Programs;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Auth.Programs;

/// <summary>What programs may do, and when their tokens end.</summary>
[Collection(ApiCollection.Name)]
public sealed class ProgramTests(ApiServer api)
{
    private const string Nobody = "0199a0c2-0000-7000-8000-00000000dead";

    [Theory]
    [InlineData("accounts", "GET", "/users", 200)]
    [InlineData("records money", "GET", "/users", 403)]
    [InlineData("accounts", "POST", "/users", 403)]
    [InlineData("accounts.manage", "POST", "/users", 400)]
    [InlineData("accounts", "DELETE", $"/users/{Nobody}", 403)]
    [InlineData("records", "POST", "/transactions", 403)]
    [InlineData("money", "POST", "/transactions", 400)]
    [InlineData("records", "POST", $"/users/{Nobody}/debit", 403)]
    [InlineData("records", "PUT", $"/internal/users/{Nobody}/balance", 403)]
    [InlineData("money", "PUT", $"/internal/users/{Nobody}/wallet/tier", 403)]
    [InlineData("money", "POST", "/invoices", 403)]
    [InlineData("money", "GET", "/payments/differences", 403)]
    [InlineData("", "POST", "/sync/all", 403)]
    public async Task Route_OfAScope_IsForProgramsThatHaveIt(string scopes, string method, string path, int status)
    {
        using var program = api.AsService(api.Forge.Service(scopes: scopes));

        using var response = await program.SendJsonAsync(new HttpMethod(method), "/api/v1" + path, new { });

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 403)
            await ProblemAssert.IsAsync(response, 403, "scope_missing");
    }

    [Theory]
    [InlineData("/api/v1/operations/cluster")]
    [InlineData("/test/forgotten")]
    public async Task Route_WithoutAScope_IsForNoProgram(string path)
    {
        using var program = api.AsService();

        using var response = await program.GetAsync(path);

        await ProblemAssert.IsAsync(response, 403, "forbidden");
    }

    [Theory]
    [InlineData("scope")]
    [InlineData("ver")]
    public async Task Token_WithoutWhatAProgramMayDo_Is401(string claim)
    {
        var claims = TokenForge.ProgramClaims();
        claims.Remove(claim);
        using var program = api.AsService(api.Forge.Sign(TokenForge.Header("svc+jwt"), claims));

        using var response = await program.GetAsync("/api/v1/users");

        await ProblemAssert.IsAsync(response, 401, "token_invalid");
    }

    [Fact]
    public async Task Token_OfAProgramThatIsNoMore_Is401()
    {
        using var program = api.AsService(api.Forge.Service("a-removed-program"));

        using var response = await program.GetAsync("/api/v1/users");

        await ProblemAssert.IsAsync(response, 401, "session_ended");
    }

    [Fact]
    public async Task Token_AfterItsProgramWasRevoked_EndsWithinSecondsAndANewOneCountsAtOnce()
    {
        await using var own = await PostgresDatabase.CreateAsync();
        var forge = new TokenForge();
        await using var app = ApiServer.Build(own.ConnectionString, forge, new LogCapture());
        await app.StartAsync();
        using var old = Client(app, await TokenAsync(app, ApiServer.ServiceSecret));
        await old.GetJsonAsync("/api/v1/users");

        await app.Services.GetRequiredService<IGrainFactory>().GetGrain<IProgramsGrain>(IProgramsGrain.Key).RevokeAsync(ApiServer.ServiceClient, "order-1");

        using var fresh = Client(app, await TokenAsync(app, ApiServer.ServiceSecret));
        await fresh.GetJsonAsync("/api/v1/users");
        await ProblemAssert.IsAsync(await old.GetAsync("/api/v1/users"), 401, "session_ended");
        await app.StopAsync();
    }

    [Fact]
    public async Task Token_AfterItsProgramsSecretChanged_EndsWithTheOldSecret()
    {
        await using var own = await PostgresDatabase.CreateAsync();
        using var forge = new TokenForge();
        string token;
        await using (var first = ApiServer.Build(own.ConnectionString, forge, new LogCapture()))
        {
            await first.StartAsync();
            token = await TokenAsync(first, ApiServer.ServiceSecret);
            using var program = Client(first, token);
            await program.GetJsonAsync("/api/v1/users");
            await first.StopAsync();
        }

        var other = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("another secret")));
        await using var second = ApiServer.Build(own.ConnectionString, forge, new LogCapture(), [$"--SERVICE_CLIENTS:{ApiServer.ServiceClient}={other}"]);
        await second.StartAsync();

        using var late = Client(second, token);
        await ProblemAssert.IsAsync(await late.GetAsync("/api/v1/users"), 401, "session_ended");
        using var renewed = Client(second, await TokenAsync(second, "another secret"));
        await renewed.GetJsonAsync("/api/v1/users");
        await second.StopAsync();
    }

    private static HttpClient Client(Microsoft.AspNetCore.Builder.WebApplication app, string token)
    {
        var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };
        client.DefaultRequestHeaders.Add("X-Service-Token", token);
        return client;
    }

    private static async Task<string> TokenAsync(Microsoft.AspNetCore.Builder.WebApplication app, string secret)
    {
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };
        using var response = await client.PostAsJsonAsync("/api/v1/auth/service-token", new { client_id = ApiServer.ServiceClient, client_secret = secret });
        return (await response.BodyAsync()).Text("access_token");
    }
}
