using System.Net;
using System.Text.RegularExpressions;

namespace Nusaloka.Api.Tests.Operations;

/// <summary>The rules that <c>promtool check metrics</c> applies to the text format.</summary>
[Collection(AloneCollection.Name)]
public sealed partial class MetricsTests(ApiServer api) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Metrics_AreWellFormedPrometheusText()
    {
        using var warm = await api.Anonymous.GetAsync("/health");

        using var response = await api.Anonymous.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(response.Content.Headers.ContentType!.Parameters, parameter => parameter is { Name: "version", Value: "0.0.4" });
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        CheckFamilies(text.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Metrics_CountRequestsByRouteTemplate()
    {
        using var client = api.As(api.Forge.Person("0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e"));
        using var missing = await client.GetAsync("/api/v1/transactions/user/0199a0c2-5b7e-7c3a-9d51-000000000000");
        Assert.Equal(HttpStatusCode.Forbidden, missing.StatusCode);

        var text = await api.Anonymous.GetStringAsync("/metrics");

        Assert.Matches("""http_server_request_duration_seconds_count\{.*http_response_status_code="403".*http_route="/api/v1/transactions/user/\{user_id\}/?".*\} \d+""", text);
        Assert.DoesNotContain("0199a0c2", text, StringComparison.Ordinal);
    }

    private static void CheckFamilies(string[] lines)
    {
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var series = new HashSet<string>(StringComparer.Ordinal);
        var helped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                Assert.True(helped.Add(line.Split(' ')[2]), "Two HELP lines: " + line);
                Assert.True(line.Split(' ', 4)[3].Length > 0, line);
                continue;
            }

            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                Assert.True(types.TryAdd(line.Split(' ')[2], line.Split(' ')[3]), "Two TYPE lines: " + line);
                continue;
            }

            var match = Sample().Match(line);
            Assert.True(match.Success, "Not a sample: " + line);
            Assert.True(series.Add(match.Groups["name"].Value + match.Groups["labels"].Value), "The series is there twice: " + line);
            var family = Family().Replace(match.Groups["name"].Value, "");
            var known = types.GetValueOrDefault(match.Groups["name"].Value) ?? types.GetValueOrDefault(family);
            Assert.True(known is "counter" or "gauge" or "histogram", "No TYPE: " + line);
        }

        Assert.NotEmpty(series);
        Assert.Equal(types.Keys.Order(StringComparer.Ordinal), helped.Order(StringComparer.Ordinal));
        Assert.All(types, type => Assert.Equal(type.Value == "counter", type.Key.EndsWith("_total", StringComparison.Ordinal)));
        Assert.All(types, type => Assert.DoesNotMatch("_(count|sum|bucket)$", type.Key));
        Assert.Contains(types, type => type is { Key: "http_server_request_duration_seconds", Value: "histogram" });
        Assert.Contains(series, one => one.StartsWith("http_server_request_duration_seconds_bucket", StringComparison.Ordinal) && one.Contains("le=\"+Inf\"", StringComparison.Ordinal));
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{([a-zA-Z_][a-zA-Z0-9_]*="(\\[\\n"]|[^"\\\n])*",?)*\})? (?<value>[+-]?Inf|NaN|-?\d+(\.\d+)?([eE][+-]?\d+)?)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Family();
}
