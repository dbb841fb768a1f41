using System.Net;

namespace Nusaloka.Api.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class CorsTests(ApiServer api)
{
    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("https://app.nusaloka.id.evil.example")]
    [InlineData("http://app.nusaloka.id")]
    [InlineData("https://app.nusaloka.id:8443")]
    public async Task ForeignOrigin_GetsNoPermission(string origin)
    {
        using var response = await GetAsync("/health", origin);
        using var preflight = await PreflightAsync(origin);

        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/health", 200)]
    [InlineData("/nowhere", 404)]
    [InlineData("/api/v1/account/profile", 401)]
    public async Task OwnOrigin_MayReadEveryAnswer(string path, int status)
    {
        using var response = await GetAsync(path, ApiServer.AllowedOrigin);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(ApiServer.AllowedOrigin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Contains("Origin", response.Headers.Vary);
    }

    [Fact]
    public async Task OwnOrigin_PreflightIsAnsweredWithoutToken()
    {
        using var response = await PreflightAsync(ApiServer.AllowedOrigin);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(ApiServer.AllowedOrigin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("PUT", string.Join(',', response.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", origin);
        return await api.Anonymous.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PreflightAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/account/profile");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,if-match");
        return await api.Anonymous.SendAsync(request);
    }
}
