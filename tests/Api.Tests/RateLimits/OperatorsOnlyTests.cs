using System.Net;

namespace Nusaloka.Api.Tests.RateLimits;

/// <summary>Who reads the figures of a process. Here that is this machine, as it is unless somebody sets it.</summary>
public sealed class OperatorsOnlyTests(LimitedServer server) : IClassFixture<LimitedServer>
{
    [Theory]
    [InlineData("/metrics")]
    [InlineData("/status")]
    public async Task Figures_FromTheInside_AreAnswered(string path)
    {
        Assert.Equal(HttpStatusCode.OK, await GetAsync(server.NewAddress(), path));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(LimitedServer.Proxy, path, "X-Forwarded-For", "127.0.0.9"));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/status")]
    public async Task Figures_FromElsewhere_AreNotThere(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(LimitedServer.Proxy, path, "X-Forwarded-For", "203.0.113.9"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(LimitedServer.Proxy, path, "X-Forwarded-For", "127.0.0.9, 203.0.113.9"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(LimitedServer.Proxy, "/health", "X-Forwarded-For", "203.0.113.9"));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    public async Task Figures_PassedOnByAProxyThatNobodyKnows_AreNotThere(string header, string value)
    {
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(server.NewAddress(), "/metrics", header, value));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(server.NewAddress(), "/status", header, value));
    }

    private async Task<HttpStatusCode> GetAsync(string address, string path, string? header = null, string? value = null)
    {
        using var client = server.From(address);
        if (header is not null)
            client.DefaultRequestHeaders.Add(header, value);
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
