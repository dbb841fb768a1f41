using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Nusaloka.Silo.Observability;
using Nusaloka.Testing;

namespace Nusaloka.Api.Tests.Operations;

[Collection(ApiCollection.Name)]
public sealed class LogTests(ApiServer api)
{
    [Fact]
    public async Task AccessLog_NamesTheCallerAndTheRouteTemplateAndNotThePath()
    {
        using var client = api.As(api.Forge.Person("0199a0c2-5b7e-7c3a-9d51-0f6b1f2caaaa"));

        using var response = await client.GetAsync("/api/v1/users/0199a0c2-5b7e-7c3a-9d51-0f6b1f2cbbbb/balance?secret=rahasia-di-query");

        await Eventually.TrueAsync("the request's log line", () => api.Logs.Lines.Any(line =>
            line.Contains("GET /api/v1/users/{id}/balance 403", StringComparison.Ordinal)));
        Assert.Contains(api.Logs.Lines, static line => line.Contains(
            $"by 0199a0c2-5b7e-7c3a-9d51-0f6b1f2caaaa in {TokenForge.SessionId} from 127.0", StringComparison.Ordinal));
        Assert.DoesNotContain(api.Logs.Lines, line => line.Contains("rahasia-di-query", StringComparison.Ordinal));
        Assert.DoesNotContain(api.Logs.Lines, line => line.Contains("0f6b1f2cbbbb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_HoldNoTokenPasswordOrBody()
    {
        const string password = "sandi yang tidak boleh tercatat";
        using var registered = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/register", new { full_name = "Nama Rahasia", email = "rahasia@contoh.id", password });
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = "rahasia@contoh.id", password });
        var token = (await login.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.GetValue<string>();
        using var client = api.As(token);
        using var profile = await client.GetAsync("/api/v1/account/profile");

        foreach (var secret in (string[])[password, token, token.Split('.')[2], "Nama Rahasia", "rahasia@contoh.id"])
            Assert.DoesNotContain(api.Logs.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void Formatter_LineEndsInAValue_StayOneJsonLine()
    {
        using var activity = new Activity("test").Start();
        var clock = new ManualTimeProvider();
        var formatter = new JsonLogFormatter(clock);
        using var output = new StringWriter();
        var values = new List<KeyValuePair<string, object?>>
        {
            new("UserName", "a\r\n{\"level\":\"critical\"}"), new("DurationMs", 1.5), new("Count", 3), new("Level", "palsu"), new("{OriginalFormat}", "x"),
        };
        var entry = new LogEntry<List<KeyValuePair<string, object?>>>(
            LogLevel.Warning, "Category", new EventId(7, "Happened"), values, new InvalidOperationException("broken"), (_, _) => "text");

        formatter.Write(entry, null, output);

        var line = Assert.Single(output.ToString().TrimEnd('\n').Split('\n'));
        var json = JsonNode.Parse(line)!;
        Assert.Equal("warn", json["level"]!.GetValue<string>());
        Assert.Equal("palsu", json["level_"]!.GetValue<string>());
        Assert.Equal("text", json["message"]!.GetValue<string>());
        Assert.Equal("a\r\n{\"level\":\"critical\"}", json["user_name"]!.GetValue<string>());
        Assert.Equal(1.5, json["duration_ms"]!.GetValue<double>());
        Assert.Equal(activity.TraceId.ToHexString(), json["trace_id"]!.GetValue<string>());
        Assert.Equal(activity.SpanId.ToHexString(), json["span_id"]!.GetValue<string>());
        Assert.Contains("broken", json["exception"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(json["{_original_format}"]);
    }
}
