using System.Net;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class ParameterTests(ApiServer api)
{
    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=101")]
    [InlineData("limit=1000000000000")]
    [InlineData("limit=abc")]
    [InlineData("limit=")]
    [InlineData("limit=1.5")]
    [InlineData("limit=%2B5")]
    [InlineData("limit=5&limit=6")]
    public async Task Page_BadLimit_IsProblem400(string query)
    {
        using var response = await api.Anonymous.GetAsync("/test/page?" + query);

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal([("limit", "out_of_range")], ProblemAssert.Errors(problem));
    }

    [Theory]
    [InlineData("", """{"limit":20,"cursor":null}""")]
    [InlineData("?limit=1", """{"limit":1,"cursor":null}""")]
    [InlineData("?limit=100&cursor=abc", """{"limit":100,"cursor":"abc"}""")]
    public async Task Page_GoodQuery_IsRead(string query, string expected)
    {
        Assert.Equal(expected, await api.Anonymous.GetStringAsync(new Uri("/test/page" + query, UriKind.Relative)));
    }

    [Theory]
    [InlineData("cursor=")]
    [InlineData("cursor=a&cursor=b")]
    public async Task Page_BadCursor_IsProblem400(string query)
    {
        using var response = await api.Anonymous.GetAsync("/test/page?" + query);

        await ProblemAssert.IsAsync(response, 400, "cursor_invalid");
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", "8e03978e-40d5-43dd-bc93-6894a57f9324")]
    [InlineData("\"a\\\"b\\\\c\"", "a\"b\\c")]
    [InlineData("!~", "!~")]
    public void IdempotencyKey_Good_IsRead(string header, string key) => Assert.Equal(key, IdempotencyKey.Parse(header));

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a b")]
    [InlineData("\"abc")]
    [InlineData("a\"bc")]
    [InlineData("\"a\\b\"")]
    [InlineData("\"a\"b\"")]
    [InlineData("kunci-é")]
    public void IdempotencyKey_Bad_IsRefused(string header) => Assert.Null(IdempotencyKey.Parse(header));

    [Fact]
    public void IdempotencyKey_Length_IsBounded()
    {
        Assert.NotNull(IdempotencyKey.Parse(new string('k', 255)));
        Assert.Null(IdempotencyKey.Parse(new string('k', 256)));
    }

    [Fact]
    public async Task IdempotencyKey_BadHeader_IsProblem400()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/test/key");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "two words");

        using var response = await api.Anonymous.SendAsync(request);

        var problem = await ProblemAssert.IsAsync(response, 400);
        Assert.Equal([("Idempotency-Key", "idempotency_key_malformed")], ProblemAssert.Errors(problem));
    }

    [Fact]
    public async Task IdempotencyKey_Twice_IsProblem400()
    {
        var answer = await RawHttp.SendAsync(api.Address,
            "GET /test/key HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdempotencyKey_None_IsFine()
    {
        using var response = await api.Anonymous.GetAsync("/test/key");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public void InFlight_SameKey_WaitsForTheFirst()
    {
        var operations = new InFlightOperations();

        var first = operations.TryBegin("siti", "transfer", "k");

        Assert.NotNull(first);
        Assert.Null(operations.TryBegin("siti", "transfer", "k"));
        Assert.NotNull(operations.TryBegin("budi", "transfer", "k"));
        Assert.NotNull(operations.TryBegin("siti", "debit", "k"));
        first.Dispose();
        Assert.NotNull(operations.TryBegin("siti", "transfer", "k"));
    }
}
