using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests;

/// <summary>Checks that an answer is a whole RFC 9457 problem.</summary>
internal static class ProblemAssert
{
    public static async Task<JsonNode> IsAsync(HttpResponseMessage response, int status, string? code = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} where {status} was expected: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text) ?? throw new InvalidOperationException("No body.");
        Assert.Equal(status, problem["status"]!.GetValue<int>());
        Assert.Equal("https://nusaloka.id/problems/" + problem["code"]!.GetValue<string>(), problem["type"]!.GetValue<string>());
        Assert.False(string.IsNullOrEmpty(problem["title"]!.GetValue<string>()));
        Assert.False(string.IsNullOrEmpty(problem["detail"]!.GetValue<string>()));
        Assert.StartsWith("/", problem["instance"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", problem["trace_id"]!.GetValue<string>());
        Assert.Contains(response.Content.Headers.ContentLanguage.Single(), (string[])["id", "en"]);
        if (code is not null)
            Assert.Equal(code, problem["code"]!.GetValue<string>());
        return problem;
    }

    public static IEnumerable<(string Pointer, string Code)> Errors(JsonNode problem) =>
        problem["errors"]?.AsArray().Select(error => (error!["pointer"]!.GetValue<string>(), error["code"]!.GetValue<string>())) ?? [];
}
