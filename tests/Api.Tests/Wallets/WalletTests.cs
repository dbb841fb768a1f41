using System.Net.Http.Json;
using System.Text;

namespace Nusaloka.Api.Tests.Wallets;

[Collection(ApiCollection.Name)]
public sealed class WalletTests(ApiServer api)
{
    public static TheoryData<string> BadAmounts => new()
    {
        "0", "-1", "1.5", "1e3", "9223372036854775807", "9223372036854775808", "9007199254740993000000", "1000000000001",
        "\"100\"", "null", "true", "[100]", "{}", "NaN",
    };

    public static TheoryData<string, string> MoneyRoutes => new()
    {
        { "POST", "/api/v1/wallet/topup" },
        { "POST", "/api/v1/users/{id}/topup" },
        { "POST", "/api/v1/users/{id}/debit" },
        { "PUT", "/api/v1/internal/users/{id}/balance" },
        { "POST", "/api/v1/transactions" },
    };

    [Fact]
    public async Task TopUpAndDebit_AnswerTheBalanceAfter()
    {
        var person = await api.RegisterAsync();

        using var topUp = await person.Client.PostAsJsonAsync($"/api/v1/users/{person.Id}/topup", new { amount = 150_000 });
        using var debit = await person.Client.PostAsJsonAsync($"/api/v1/users/{person.Id}/debit", new { amount = 40_000 });
        using var own = await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 1 });

        var after = await topUp.BodyAsync();
        Assert.Equal(["id", "balance"], after.Members());
        Assert.Equal((person.Id, 150_000), (after.Text("id"), after.Number("balance")));
        Assert.Equal(110_000, (await debit.BodyAsync()).Number("balance"));
        Assert.Equal(110_001, (await own.BodyAsync()).Number("balance"));
        var balance = await person.Client.GetJsonAsync($"/api/v1/users/{person.Id}/balance");
        Assert.Equal(["user_id", "balance"], balance.Members());
        Assert.Equal((person.Id, 110_001), (balance.Text("user_id"), balance.Number("balance")));
    }

    [Fact]
    public async Task Internal_CreditAndDebit_AnswerTheBalanceAfter()
    {
        var person = await api.RegisterAsync();
        using var service = api.AsService();
        var path = $"/api/v1/internal/users/{person.Id}/balance";

        using var credit = await service.PutAsJsonAsync(path, new { action = "credit", amount = 30_000 });
        using var debit = await service.PutAsJsonAsync(path, new { action = "debit", amount = 10_000 });
        using var unknown = await service.PutAsJsonAsync(path, new { action = "steal", amount = 10_000 });

        Assert.Equal(30_000, (await credit.BodyAsync()).Number("balance"));
        Assert.Equal(20_000, (await debit.BodyAsync()).Number("balance"));
        await ProblemAssert.IsAsync(unknown, 400, "validation_failed");
        Assert.Equal(20_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Debit_MoreThanThereIs_Is422AndChangesNothing()
    {
        var person = await api.RegisterWithAsync(10_000);
        var entries = await api.EntriesAsync(person.Id);

        using var response = await person.Client.PostAsJsonAsync($"/api/v1/users/{person.Id}/debit", new { amount = 10_001 });

        await ProblemAssert.IsAsync(response, 422, "insufficient_funds");
        Assert.Equal(10_000, await person.BalanceAsync());
        Assert.Equal(entries, await api.EntriesAsync(person.Id));
    }

    [Theory]
    [MemberData(nameof(BadAmounts))]
    public async Task BadAmount_OnEveryMoneyRoute_Is400AndChangesNothing(string amount)
    {
        var person = await api.RegisterWithAsync(10_000);
        var other = await api.RegisterAsync();
        var entries = await api.EntriesAsync(person.Id);
        using var service = api.AsService();
        var bodies = new (HttpClient Client, HttpMethod Method, string Path, string Body)[]
        {
            (person.Client, HttpMethod.Post, "/api/v1/wallet/topup", $$"""{"amount":{{amount}}}"""),
            (person.Client, HttpMethod.Post, $"/api/v1/users/{person.Id}/topup", $$"""{"amount":{{amount}}}"""),
            (person.Client, HttpMethod.Post, $"/api/v1/users/{person.Id}/debit", $$"""{"amount":{{amount}}}"""),
            (service, HttpMethod.Put, $"/api/v1/internal/users/{person.Id}/balance", $$"""{"action":"credit","amount":{{amount}}}"""),
            (person.Client, HttpMethod.Post, "/api/v1/transactions", $$"""{"sender_id":"{{person.Id}}","receiver_id":"{{other.Id}}","amount":{{amount}}}"""),
        };

        foreach (var (client, method, path, body) in bodies)
        {
            using var request = new HttpRequestMessage(method, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            using var response = await client.SendAsync(request);

            var problem = await ProblemAssert.IsAsync(response, 400);
            if (amount != "NaN")
                Assert.Equal(["/amount"], ProblemAssert.Errors(problem).Select(error => error.Pointer));
        }

        Assert.Equal(10_000, await person.BalanceAsync());
        Assert.Equal(entries, await api.EntriesAsync(person.Id));
    }

    [Theory]
    [MemberData(nameof(MoneyRoutes))]
    public async Task BadToken_OnEveryMoneyRoute_Is401AndChangesNothing(string method, string route)
    {
        var person = await api.RegisterWithAsync(10_000);
        var path = route.Replace("{id}", person.Id, StringComparison.Ordinal);
        var body = new { amount = 1_000, action = "credit", sender_id = person.Id, receiver_id = person.Id };
        var expired = api.Forge.Sign(TokenForge.Header(), TokenForge.Claims(person.Id, now: TimeProvider.System.GetUtcNow().AddHours(-1)));
        using var stranger = new TokenForge();

        foreach (var token in (string[])[expired, "not.a.token", stranger.Person(person.Id)])
        {
            using var client = api.As(token);
            using var response = await client.SendJsonAsync(new HttpMethod(method), path, body);
            await ProblemAssert.IsAsync(response, 401);
        }

        Assert.Equal(10_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task TopUp_Declined_Is422AndChangesNothing()
    {
        var person = await api.RegisterWithAsync(10_000);

        using var response = await person.Client.PostAsJsonAsync("/api/v1/wallet/topup", new { amount = 1_402 });

        await ProblemAssert.IsAsync(response, 422, "payment_declined");
        Assert.Equal(10_000, await person.BalanceAsync());
    }

    [Fact]
    public async Task Wallet_ByAProgram_Is403()
    {
        using var service = api.AsService();

        using var response = await service.GetAsync("/api/v1/wallet/balance");

        await ProblemAssert.IsAsync(response, 403);
    }
}
