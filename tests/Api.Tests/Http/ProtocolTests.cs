using System.Net;

namespace Nusaloka.Api.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class ProtocolTests(ApiServer api)
{
    public static TheoryData<string, int> EverySortOfAnswer => new()
    {
        { "/health", 200 },
        { "/docs", 200 },
        { "/openapi/v1.json", 200 },
        { "/metrics", 200 },
        { "/nowhere", 404 },
        { "/api/v1/account/profile", 401 },
        { "/test/throw", 500 },
    };

    [Theory]
    [MemberData(nameof(EverySortOfAnswer))]
    public async Task EveryAnswer_CarriesSecurityHeadersAndNoServer(string path, int status)
    {
        using var response = await api.Anonymous.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.NotEmpty(response.Headers.GetValues("Permissions-Policy").Single());
        Assert.True(response.Headers.CacheControl?.NoStore);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Empty(response.Headers.Server);
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    [Theory]
    [MemberData(nameof(EverySortOfAnswer))]
    public async Task Head_AnswersLikeGetWithoutBody(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var response = await api.Anonymous.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.NotNull(response.Content.Headers.ContentType);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_OnTheWire_HasNoBody()
    {
        var answer = await RawHttp.SendAsync(api.Address, "HEAD /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_OnPostOnlyRoute_Is405()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/api/v1/auth/login");

        using var response = await api.Anonymous.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["OPTIONS", "POST"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Options_SaysWhatIsAllowed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/health");

        using var response = await api.Anonymous.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS"], response.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("")]
    public async Task ForeignHost_IsProblem400(string host)
    {
        var answer = await RawHttp.SendAsync(api.Address, $"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("host_not_allowed", answer, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:8080")]
    [InlineData("127.0.0.1")]
    public async Task OwnHost_IsAnswered(string host)
    {
        var answer = await RawHttp.SendAsync(api.Address, $"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /health HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("POST /test/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400)]
    [InlineData("POST /test/echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n1;\nx\r\n0\r\n\r\n", 400)]
    [InlineData("GET /health HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n", 400)]
    public async Task BrokenRequest_IsRefused(string request, int status)
    {
        var answer = await RawHttp.SendAsync(api.Address, request.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HugeHeaders_Are431()
    {
        var answer = await RawHttp.SendAsync(api.Address, $"GET /health HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 40_000)}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 431", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_IsNotRedirected()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = api.Address };

        using var response = await client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
