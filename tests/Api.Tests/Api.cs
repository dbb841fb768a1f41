using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests;

/// <summary>Short forms for what most tests do over HTTP.</summary>
internal static class Api
{
    public static async Task<JsonNode> BodyAsync(this HttpResponseMessage response, int status = 200)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} where {status} was expected: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(text) ?? throw new InvalidOperationException("No body.");
    }

    public static async Task<JsonNode> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return await response.BodyAsync();
    }

    public static Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client, HttpMethod method, string path, object body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    public static async Task<long> BalanceAsync(this Person person) =>
        (await person.Client.GetJsonAsync("/api/v1/wallet/balance"))["balance"]!.GetValue<long>();

    public static string Text(this JsonNode node, string name) =>
        node[name]?.GetValue<string>() ?? throw new InvalidOperationException($"No text {name} in {node.ToJsonString()}.");

    public static long Number(this JsonNode node, string name) =>
        node[name]?.GetValue<long>() ?? throw new InvalidOperationException($"No number {name} in {node.ToJsonString()}.");

    public static IEnumerable<string> Members(this JsonNode node) => node.AsObject().Select(member => member.Key);

    /// <summary>Where the header Link says that the next page is; null at the end.</summary>
    public static string? NextLink(this HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
            return null;
        var link = Assert.Single(links);
        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        return link[1..link.IndexOf('>', StringComparison.Ordinal)];
    }
}
