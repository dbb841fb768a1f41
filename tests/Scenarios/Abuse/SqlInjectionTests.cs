using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Nusaloka.Testing;
using Xunit.Abstractions;

namespace Nusaloka.Scenarios.Abuse;

/// <summary>A place of each sort at which text of callers comes near a query.</summary>
public sealed class SqlInjectionTests(AbusedApi api, ITestOutputHelper output) : IClassFixture<AbusedApi>
{
    private const string Nobody = "0199a0c2-5b7e-7c3a-9d51-000000000000";

    /// <summary>Requests with the places to attack, and how hard. Signing in costs a password's hash each time, so it is attacked less.</summary>
    public static TheoryData<string, int, int> Requests => new()
    {
        { Get("/api/v1/users?limit=5*&cursor=abc*"), 3, 2 },
        { Get($"/api/v1/users/{Nobody}*"), 3, 2 },
        { Get($"/api/v1/transactions/user/{Nobody}*?limit=5&cursor=abc*"), 3, 2 },
        { Get($"/api/v1/wallet/statement?from=2026-01-01T00:00:00.000Z*&to=2026-02-01T00:00:00.000Z&limit=5&cursor=abc*"), 3, 2 },
        { Get($"/api/v1/invoices/{Nobody}*"), 3, 2 },
        { Post("/api/v1/transactions", $$"""{"sender_id":"{{Nobody}}*","receiver_id":"{{Nobody}}*","amount":1,"description":"kopi*"}""", "Idempotency-Key: kunci*\r\n"), 3, 2 },
        { Post("/api/v1/auth/service-token", """{"client_id":"demo*","client_secret":"rahasia*"}"""), 3, 2 },
        { Post("/api/v1/auth/login", """{"phone":"081234567890*","password":"rahasia"}"""), 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Api_UnderAttack_LetsNothingIn(string request, int level, int risk)
    {
        var token = await api.ServiceTokenAsync();

        var (gotIn, said) = await Sqlmap.AttackAsync(api.Address, request.Replace("{token}", token, StringComparison.Ordinal), level, risk);

        output.WriteLine(said);
        Assert.False(gotIn, said);
        Assert.DoesNotContain("500 (Internal Server Error)", said, StringComparison.Ordinal);
    }

    /// <summary>The same attack on a query that is put together from text: it must find that.</summary>
    [Fact]
    public async Task QueryOfText_UnderTheSameAttack_IsFound()
    {
        await using var database = await PostgresDatabase.CreateEmptyAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/people/{id}", async (string id) =>
        {
            await using var command = source.CreateCommand();
#pragma warning disable CA2100 // That is the point.
            command.CommandText = $"select name from (values ('1', 'Siti'), ('2', 'Budi')) as person (id, name) where id = '{id}'";
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync() is string name ? Results.Ok(name) : Results.NotFound();
        });
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

        var (gotIn, said) = await Sqlmap.AttackAsync(address, "GET /people/1* HTTP/1.1\r\nHost: {host}\r\n\r\n", 1, 1);

        output.WriteLine(said);
        Assert.True(gotIn, said);
    }

    private static string Get(string target) => $"GET {target} HTTP/1.1\r\nHost: {{host}}\r\nX-Service-Token: {{token}}\r\n\r\n";

    private static string Post(string path, string body, string headers = "") =>
        $"POST {path} HTTP/1.1\r\nHost: {{host}}\r\nX-Service-Token: {{token}}\r\nContent-Type: application/json\r\n{headers}\r\n{body}";
}
