using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Accounts.Sessions;

[Collection(ApiCollection.Name)]
public sealed class RefreshTests(ApiServer api)
{
    [Fact]
    public async Task Login_AnswersBothTokensAndWhoItIs()
    {
        var login = await LoginAsync();

        Assert.Equal(["access_token", "refresh_token", "token_type", "expires_in", "user"], login.Members());
        Assert.StartsWith("nrt_", login.Text("refresh_token"), StringComparison.Ordinal);
        Assert.Equal(900, login.Number("expires_in"));
    }

    [Fact]
    public async Task Refresh_Newest_AnswersTheSameShapeAndTokensThatWork()
    {
        var login = await LoginAsync();

        using var response = await RefreshAsync(login.Text("refresh_token"));

        var body = await response.BodyAsync();
        Assert.Equal(login.Members(), body.Members());
        Assert.NotEqual(login.Text("refresh_token"), body.Text("refresh_token"));
        Assert.Equal(login["user"]!.ToJsonString(), body["user"]!.ToJsonString());
        Assert.True(response.Headers.CacheControl?.NoStore);
        using var client = api.As(body.Text("access_token"));
        Assert.Equal(body["user"]!.Text("id"), (await client.GetJsonAsync("/api/v1/account/profile")).Text("id"));
    }

    [Fact]
    public async Task Refresh_WhileCallsWithTheOldAccessTokenAreUnderWay_DisturbsNoneOfThem()
    {
        var login = await LoginAsync();
        using var before = api.As(login.Text("access_token"));
        using var response = await RefreshAsync(login.Text("refresh_token"));
        await response.BodyAsync();

        Assert.Equal(login["user"]!.Text("id"), (await before.GetJsonAsync("/api/v1/account/profile")).Text("id"));
    }

    [Fact]
    public async Task Refresh_TwentyAtOnce_AllAnswerOneChildThatWorks()
    {
        var login = await LoginAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var response = await RefreshAsync(login.Text("refresh_token"));
            return (await response.BodyAsync()).Text("refresh_token");
        }));

        using var next = await RefreshAsync(Assert.Single(answers.Distinct()));
        await next.BodyAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nrt_")]
    [InlineData("nrt_AZmgwlt-fDqdUQ9rHyw9TgGZoMJbfnw6nVEPax8sPU8AAAAHAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")]
    public async Task Refresh_WhatIsNoToken_Is401(string token)
    {
        using var response = await RefreshAsync(token);

        await ProblemAssert.IsAsync(response, 401, "refresh_token_invalid");
    }

    [Fact]
    public async Task Refresh_WithAnAccessToken_Is401()
    {
        var login = await LoginAsync();

        using var response = await RefreshAsync(login.Text("access_token")[..200]);

        await ProblemAssert.IsAsync(response, 401, "refresh_token_invalid");
    }

    [Fact]
    public async Task RefreshToken_AsAccessToken_Is401()
    {
        var login = await LoginAsync();
        using var client = api.As(login.Text("refresh_token"));

        using var response = await client.GetAsync("/api/v1/account/profile");

        await ProblemAssert.IsAsync(response, 401, "token_invalid");
    }

    private async Task<JsonNode> LoginAsync()
    {
        var person = await api.RegisterAsync();
        using var response = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        return await response.BodyAsync();
    }

    private Task<HttpResponseMessage> RefreshAsync(string token) =>
        api.Anonymous.PostAsJsonAsync("/api/v1/auth/refresh", new { refresh_token = token });
}
