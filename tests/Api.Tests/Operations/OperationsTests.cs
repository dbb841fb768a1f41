using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Api.Tests.Operations;

[Collection(ApiCollection.Name)]
public sealed class OperationsTests(ApiServer api)
{
    [Fact]
    public async Task Health_IsJson()
    {
        using var response = await api.Anonymous.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadFromJsonAsync<JsonNode>();
        Assert.Equal("ok", body!["status"]!.GetValue<string>());
        Assert.Equal("nusaloka-api", body["service"]!.GetValue<string>());
        Assert.Equal(BuildInfo.Version, body["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Ready_WithSiloAndDatabase_Is200()
    {
        using var response = await api.Anonymous.GetAsync("/ready");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Version_NamesTheBuild()
    {
        var body = await api.Anonymous.GetFromJsonAsync<JsonNode>("/version");

        Assert.Matches(@"^\d+\.\d+\.\d+", body!["version"]!.GetValue<string>());
    }

    [Fact]
    public async Task Jwks_HasTheKeyThatSignsRealTokens()
    {
        var person = await api.RegisterAsync();
        using var login = await api.Anonymous.PostAsJsonAsync("/api/v1/auth/login", new { email = person.Email, password = ApiServer.Password });
        var token = (await login.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!.GetValue<string>();
        var header = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]));

        using var response = await api.Anonymous.GetAsync("/.well-known/jwks.json");

        var keys = (await response.Content.ReadFromJsonAsync<JsonNode>())!["keys"]!.AsArray();
        var key = keys.Single(one => one!["kid"]!.GetValue<string>() == header!["kid"]!.GetValue<string>())!;
        Assert.Equal(("EC", "P-256", "ES256", "sig"), (Text("kty"), Text("crv"), Text("alg"), Text("use")));
        Assert.Null(key["d"]);
        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl?.MaxAge);

        string Text(string name) => key[name]!.GetValue<string>();
    }
}
