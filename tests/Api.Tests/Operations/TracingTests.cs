using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Operations;

public sealed class TracingTests
{
    [Fact]
    public async Task Request_WithCollector_SendsASpanOfTheCallersTrace()
    {
        await using var database = await PostgresDatabase.CreateAsync();
        await using var collector = await Collector.StartAsync();
        using var forge = new TokenForge();
        using var logs = new LogCapture();
        await using var app = ApiServer.Build(database.ConnectionString, forge, logs, ["--OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.Address]);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = ApiServer.AddressOf(app) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/users/siapa?token=rahasia");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        using var response = await client.SendAsync(request);
        await app.StopAsync();
        await app.DisposeAsync();

        await ProblemAssert.IsAsync(response, 401);
        var sent = Assert.Single(collector.Bodies, body => Contains(body, Convert.FromHexString("0af7651916cd43dd8448eb211c80319c")));
        Assert.True(Contains(sent, "GET /api/v1/users/{id}"u8.ToArray()), "The span has no name of the route.");
        Assert.True(Contains(sent, "http.response.status_code"u8.ToArray()), "The span has no status.");
        Assert.False(Contains(sent, "rahasia"u8.ToArray()), "A span has the query string.");
    }

    private static bool Contains(byte[] bytes, byte[] part) => bytes.AsSpan().IndexOf(part) >= 0;

    /// <summary>Takes what an OTLP exporter posts.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<byte[]> _bodies = new();

        public IReadOnlyCollection<byte[]> Bodies => _bodies;

        public Uri Address => ApiServer.AddressOf(app);

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            var collector = new Collector(builder.Build());
            await collector.ListenAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task ListenAsync()
        {
            app.MapPost("/v1/traces", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                _bodies.Enqueue(body.ToArray());
            });
            await app.StartAsync();
        }
    }
}
