using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Nusaloka.Api.Tests.Documentation;

[Collection(ApiCollection.Name)]
public sealed class OpenApiTests(ApiServer api)
{
    // The hub speaks SignalR: docs/reference/realtime-hub.md describes it.
    private static readonly string[] Undocumented = ["/openapi/{documentName}.json", "/docs", "/operations", "/hubs/realtime", "/hubs/realtime/negotiate"];

    [Fact]
    public async Task Document_IsOpenApi31()
    {
        var document = await DocumentAsync();

        Assert.StartsWith("3.1", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_HasExactlyTheRoutesThatAnswer()
    {
        var document = await DocumentAsync();
        var documented = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => operation.Key.ToUpperInvariant() + " " + path.Key));

        var answered = api.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => !IsAside(endpoint.RoutePattern.RawText!) && !Undocumented.Contains(endpoint.RoutePattern.RawText))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => method + " " + Path(endpoint)));

        Assert.Equal(answered.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));

        static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

        // The sandbox gateway plays another company's: docs/reference/sandbox.md describes it.
        static bool IsAside(string path) => path.StartsWith("/test/", StringComparison.Ordinal) || path.StartsWith("/sandbox/", StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryOperation_IsDescribed()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (route, operation) in await OperationsAsync())
        {
            Assert.True(names.Add(operation["operationId"]?.GetValue<string>() ?? ""), "No operationId of its own: " + route);
            Assert.False(string.IsNullOrEmpty(operation["summary"]?.GetValue<string>()), "No summary: " + route);
            Assert.False(string.IsNullOrEmpty(operation["description"]?.GetValue<string>()), "No description: " + route);
            Assert.True(operation["tags"]?.AsArray().Count == 1, "Not one tag: " + route);
            Assert.True(operation["security"] is JsonArray, "No security: " + route);
        }
    }

    [Fact]
    public async Task EveryOperation_NamesItsRefusalsAsProblems()
    {
        foreach (var (route, operation) in await OperationsAsync())
        {
            var responses = operation["responses"]!.AsObject();
            Assert.True(responses.ContainsKey("400") && responses.ContainsKey("500"), route);
            Assert.True(operation["security"]!.AsArray().Count == 0 || (responses.ContainsKey("401") && responses.ContainsKey("403")), route);
            foreach (var (status, response) in responses.Where(one => one.Key[0] is '4' or '5'))
            {
                Assert.True(
                    response!["content"]?["application/problem+json"]?["schema"]?["$ref"]?.GetValue<string>() == "#/components/schemas/Problem",
                    $"{route} {status} is not a problem: {response.ToJsonString()}");
            }
        }
    }

    [Fact]
    public async Task EveryJsonBody_HasAnExample()
    {
        foreach (var (route, operation) in await OperationsAsync())
        {
            if (operation["requestBody"] is { } request)
                Assert.True(request["content"]!["application/json"]!["example"] is JsonObject, "No example of the request: " + route);
            foreach (var (status, response) in operation["responses"]!.AsObject().Where(one => one.Key[0] == '2'))
            {
                if (response!["content"]?["application/json"] is { } content && route.Contains("/api/", StringComparison.Ordinal))
                    Assert.True(content["example"] is not null, $"No example of {status}: {route}");
            }
        }
    }

    [Fact]
    public async Task EverySchema_IsClosedSnakeCaseAndTyped()
    {
        var document = await DocumentAsync();
        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            if (schema!["properties"] is not JsonObject properties)
                continue;
            Assert.True(schema["additionalProperties"]?.GetValue<bool>() == false, "Open schema: " + name);
            foreach (var (property, type) in properties)
            {
                Assert.Matches("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", property);
                Assert.True(IsTyped(type!), $"No type: {name}.{property} {type!.ToJsonString()}");
            }
        }

        static bool IsTyped(JsonNode type) => type["type"] is not null || type["$ref"] is not null || type["oneOf"] is not null || type["enum"] is not null;
    }

    [Fact]
    public async Task EveryReference_IsResolved()
    {
        var document = await DocumentAsync();

        foreach (var reference in References(document))
        {
            JsonNode? target = document;
            foreach (var part in reference.TrimStart('#', '/').Split('/'))
                target = target?[part];
            Assert.True(target is not null, "Nothing at " + reference);
        }
    }

    [Theory]
    [InlineData("POST /api/v1/auth/login", "")]
    [InlineData("GET /api/v1/account/profile", "bearer")]
    [InlineData("GET /api/v1/internal/users/{id}", "service_token")]
    [InlineData("GET /api/v1/users/{id}", "bearer,service_token")]
    [InlineData("GET /api/v1/trips/{id}", ",bearer")]
    public async Task Security_IsWhatThePolicySays(string route, string schemes)
    {
        var operation = (await OperationsAsync()).Single(one => one.Route == route).Operation;

        Assert.Equal(schemes, string.Join(',', operation["security"]!.AsArray().Select(one => string.Join('+', one!.AsObject().Select(scheme => scheme.Key)))));
    }

    [Fact]
    public async Task MoneyRoutes_TakeAnIdempotencyKey()
    {
        string[] routes =
        [
            "POST /api/v1/transactions", "POST /api/v1/wallet/topup", "POST /api/v1/users/{id}/topup", "POST /api/v1/users/{id}/debit",
            "PUT /api/v1/internal/users/{id}/balance",
        ];
        var operations = await OperationsAsync();

        foreach (var route in routes)
        {
            var parameters = operations.Single(one => one.Route == route).Operation["parameters"]!.AsArray();
            Assert.Contains(parameters, parameter => parameter!["name"]!.GetValue<string>() == "Idempotency-Key" && parameter["in"]!.GetValue<string>() == "header");
        }
    }

    [Fact]
    public async Task DocsPage_NeedsNothingFromElsewhere()
    {
        using var response = await api.Anonymous.GetAsync("/docs");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var html = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Contains("'" + HashOf(html, "script") + "'", policy, StringComparison.Ordinal);
        Assert.Contains("'" + HashOf(html, "style") + "'", policy, StringComparison.Ordinal);
    }

    private static string HashOf(string html, string tag)
    {
        var start = html.IndexOf($"<{tag}>", StringComparison.Ordinal) + tag.Length + 2;
        var text = html[start..html.IndexOf($"</{tag}>", StringComparison.Ordinal)];
        return "sha256-" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private async Task<JsonNode> DocumentAsync() =>
        await api.Anonymous.GetFromJsonAsync<JsonNode>("/openapi/v1.json") ?? throw new InvalidOperationException("No document.");

    private async Task<IReadOnlyList<(string Route, JsonNode Operation)>> OperationsAsync() =>
        [.. (await DocumentAsync())["paths"]!.AsObject().SelectMany(path =>
            path.Value!.AsObject().Select(one => (one.Key.ToUpperInvariant() + " " + path.Key, one.Value!)))];

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(one => one is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(one.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
