using System.Net.Http.Json;

namespace Nusaloka.Api.Tests.Auth;

/// <summary>What nobody may do who finds an unlocked device, or a token.</summary>
[Collection(ApiCollection.Name)]
public sealed class RecentSignInTests(ApiServer api)
{
    private const string BankAccount = """{"bank_code":"BCA","account_number":"1234567890","holder_name":"Siti Rahmawati"}""";

    [Theory]
    [InlineData("GET", "/account/export", null)]
    [InlineData("DELETE", "/account", null)]
    [InlineData("PUT", "/account/bank-account", BankAccount)]
    [InlineData("POST", "/wallet/withdrawals", $$"""{"amount":10000,"bank_account":{{BankAccount}}}""")]
    [InlineData("POST", "/webauthn/register/begin", null)]
    [InlineData("PUT", "/users/0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d40/role", """{"role":"admin"}""")]
    [InlineData("POST", "/users/0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d40/ban", """{"reason":"penipuan"}""")]
    [InlineData("POST", "/users/0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d40/unban", null)]
    public async Task Route_LongAfterTheSignIn_NeedsAnother(string method, string path, string? body)
    {
        var person = await api.RegisterAsync();
        var claims = TokenForge.Claims(person.Id, "admin");
        claims["auth_time"] = (long)claims["auth_time"] - 1000;
        using var stale = api.As(api.Forge.Sign(TokenForge.Header(), claims));
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", person.Id);

        using var refused = await stale.SendAsync(request);

        await ProblemAssert.IsAsync(refused, 403, "reauthentication_required");
    }

    [Fact]
    public async Task Withdrawal_ToTheKeptAccountLongAfterTheSignIn_IsLetIn()
    {
        var person = await api.RegisterAsync();
        var claims = TokenForge.Claims(person.Id);
        claims["auth_time"] = (long)claims["auth_time"] - 1000;
        using var stale = api.As(api.Forge.Sign(TokenForge.Header(), claims));
        stale.DefaultRequestHeaders.Add("Idempotency-Key", person.Id);

        using var answer = await stale.PostAsJsonAsync("/api/v1/wallet/withdrawals", new { amount = 10_000 });

        // There is none, which only those learn who are let in.
        Assert.NotEqual(403, (int)answer.StatusCode);
        Assert.NotEqual(401, (int)answer.StatusCode);
    }
}
