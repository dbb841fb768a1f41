using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Accounts.Sessions;

/// <summary>Somebody who has signed in over HTTP, with tokens of the product itself.</summary>
internal sealed record SignedIn(string Id, string Email, HttpClient Client, string RefreshToken, string AccessToken)
{
    public static async Task<SignedIn> NewAsync(ApiServer api)
    {
        var person = await api.RegisterAsync();
        return await AgainAsync(api, person.Id, person.Email);
    }

    public static async Task<SignedIn> AgainAsync(ApiServer api, string id, string email, string? password = null, string userAgent = "tests/1.0")
    {
        using var response = await api.Anonymous.SendJsonAsync(
            HttpMethod.Post, "/api/v1/auth/login", new { email, password = password ?? ApiServer.Password }, ("User-Agent", userAgent));
        var body = await response.BodyAsync();
        return new SignedIn(id, email, api.As(body.Text("access_token")), body.Text("refresh_token"), body.Text("access_token"));
    }

    public Task<SignedIn> AgainAsync(ApiServer api, string userAgent = "tests/1.0") => AgainAsync(api, Id, Email, userAgent: userAgent);

    public async Task<JsonNode> RefusedAsync()
    {
        using var response = await Client.GetAsync("/api/v1/auth/me");
        return await ProblemAssert.IsAsync(response, 401, "session_ended");
    }

    public async Task<string> MeAsync() => (await Client.GetJsonAsync("/api/v1/auth/me")).Text("id");

    public Task<HttpResponseMessage> RefreshAsync() => Client.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = RefreshToken });
}
