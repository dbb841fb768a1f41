using System.Collections.Concurrent;
using System.Net;
using Nusaloka.Scenarios.Harness;

namespace Nusaloka.Scenarios.Cluster;

/// <summary>An OpenTelemetry collector: takes the spans that the exporters of processes post as OTLP over HTTP, and keeps them.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<CollectedSpan> _spans = new();
    private readonly Task _running;

    public Collector()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _running = RunAsync();
    }

    /// <summary>What OTEL_EXPORTER_OTLP_ENDPOINT is to be.</summary>
    public Uri Address { get; }

    /// <summary>The spans of a trace that have come in, by their ids.</summary>
    public IReadOnlyDictionary<string, CollectedSpan> Trace(string traceId) =>
        _spans.Where(span => span.TraceId == traceId).ToDictionary(span => span.SpanId, StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
        _listener.Close();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
                await TakeAsync(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        foreach (var span in CollectedSpan.ReadAll(body.ToArray()))
            _spans.Enqueue(span);
        context.Response.Close();
    }
}
