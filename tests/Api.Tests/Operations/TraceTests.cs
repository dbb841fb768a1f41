using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Operations;

/// <summary>One trace id from HTTP through grain calls to SQL, whoever began the trace.</summary>
[Collection(ApiCollection.Name)]
public sealed class TraceTests(ApiServer api)
{
    [Fact]
    public async Task TopUp_FromHttpThroughGrainsToSql_IsOneTraceWithoutGaps()
    {
        var person = await api.RegisterAsync();
        var traceId = ActivityTraceId.CreateRandom();
        var caller = ActivitySpanId.CreateRandom();
        using var spans = new SpanCapture(traceId);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/wallet/topup") { Content = JsonContent.Create(new { amount = 5_000 }) };
        request.Headers.Add("traceparent", $"00-{traceId}-{caller}-01");

        using var response = await person.Client.SendAsync(request);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        await Eventually.TrueAsync("the spans to end", () => spans.Of("Microsoft.AspNetCore").Any());
        var http = Assert.Single(spans.Of("Microsoft.AspNetCore"));
        Assert.Equal(caller, http.ParentSpanId);
        var served = Assert.Single(spans.Of("Microsoft.Orleans.Application"), span => span is { Kind: ActivityKind.Server, OperationName: "IWalletGrain/TopUpAsync" });
        Assert.Contains(http.SpanId, spans.AncestorsOf(served));
        Assert.Contains(spans.Of("Npgsql"), sql => spans.AncestorsOf(sql).Contains(served.SpanId));
    }

    [Fact]
    public async Task Refusal_OfAGrain_CarriesTheTraceIdOfItsSpans()
    {
        using var admin = api.Staff();
        var traceId = ActivityTraceId.CreateRandom();
        using var spans = new SpanCapture(traceId);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/users/{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}");
        request.Headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom()}-01");

        using var response = await admin.SendAsync(request);

        var problem = await ProblemAssert.IsAsync(response, 404, "account_not_found");
        Assert.Equal(traceId.ToHexString(), problem.Text("trace_id"));
        Assert.Contains(spans.Of("Microsoft.Orleans.Application"), span => span.OperationName == "IAccountGrain/GetAsync");
    }

    /// <summary>Keeps the spans of one trace that have ended.</summary>
    private sealed class SpanCapture : IDisposable
    {
        private readonly ConcurrentDictionary<ActivitySpanId, Activity> _spans = new();
        private readonly ActivityListener _listener;

        public SpanCapture(ActivityTraceId traceId)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore" or "Nusaloka.Persistence" || source.Name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal),
                Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                    options.TraceId == traceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    if (span.TraceId == traceId)
                        _spans[span.SpanId] = span;
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IEnumerable<Activity> Of(string source) => _spans.Values.Where(span => span.Source.Name == source);

        public IEnumerable<ActivitySpanId> AncestorsOf(Activity span)
        {
            for (var at = span; at is not null; at = _spans.GetValueOrDefault(at.ParentSpanId))
                yield return at.ParentSpanId;
        }

        public void Dispose() => _listener.Dispose();
    }
}
