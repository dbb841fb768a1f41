using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Nusaloka.Api.Tests.Documentation;

/// <summary>Every request body of the document, with values that fit its form and no sense: refused, or taken; never an error of ours.</summary>
public sealed class HostileBodyTests(ApiServer api) : IClassFixture<ApiServer>
{
    private static readonly string[] Values =
    [
        "null", "[null]", "[]", "[[]]", "{}", "-1", "0", "2147483648", "9007199254740992", "9223372036854775807", "-9223372036854775808", "1.5", "true", "\"\"", "\" \"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"9999-12-31\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.999Z\"", "\"\\ufdd0\\u202e\"",
    ];

    [Theory]
    [InlineData("user")]
    [InlineData("admin")]
    public async Task EveryMember_WithWhatMakesNoSense_IsNoErrorOfOurs(string role)
    {
        var document = await api.Anonymous.GetJsonAsync("/openapi/v1.json");
        var tried = 0;
        var wrong = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                if (operation!["requestBody"]?["content"]?["application/json"]?["example"] is not JsonObject example)
                    continue;

                // Each route has a caller of its own: some end sessions, close accounts or shut callers out.
                var person = await api.RegisterAsync();
                using var caller = api.As(api.Forge.Person(person.Id, role));
                var address = path.Replace("{id}", person.Id, StringComparison.Ordinal);
                foreach (var (member, value) in from one in example from value in Values select (one.Key, value))
                {
                    var body = example.DeepClone().AsObject();
                    body[member] = JsonNode.Parse(value);
                    using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = JsonContent.Create(body) };
                    request.Headers.Add("Idempotency-Key", $"k{tried++}");
                    using var response = await caller.SendAsync(request);
                    if ((int)response.StatusCode is >= 500 and not 503)
                        wrong.Add($"{(int)response.StatusCode} {method} {path} {member}={value}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(tried > 1_000, $"{tried} bodies were tried: where are the examples of the document?");
    }
}
