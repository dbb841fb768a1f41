using System.Net;
using System.Text;

namespace Nusaloka.Api.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class StrictJsonTests(ApiServer api)
{
    [Theory]
    [InlineData("""{"amount":1,"amount":999}""", "/amount", "duplicate")]
    [InlineData("""{"amount":1,"AMOUNT":999}""", "/AMOUNT", "unknown_member")]
    [InlineData("""{"amount":1,"balance":999}""", "/balance", "unknown_member")]
    [InlineData("""{"amount":1,"$type":"System.Object"}""", "/$type", "unknown_member")]
    [InlineData("""{"amount":"100"}""", "/amount", "wrong_type")]
    [InlineData("""{"amount":1.5}""", "/amount", "wrong_type")]
    [InlineData("""{"amount":1e2}""", "/amount", "wrong_type")]
    [InlineData("""{"amount":9223372036854775808}""", "/amount", "wrong_type")]
    [InlineData("""{"amount":true}""", "/amount", "wrong_type")]
    [InlineData("""{"amount":null}""", "/amount", "required")]
    [InlineData("""{}""", "/amount", "required")]
    [InlineData("""{"amount":1,"note":"a\u0000b"}""", "/note", "wrong_type")]
    [InlineData("""{"amount":1,"note":"\ud800"}""", "/note", "wrong_type")]
    [InlineData("""{"amount":1,"note":7}""", "/note", "wrong_type")]
    [InlineData("""{"amount":1,"at":"2026-01-01T00:00:00"}""", "/at", "wrong_type")]
    [InlineData("""{"amount":1,"at":"kemarin"}""", "/at", "wrong_type")]
    [InlineData("""{"amount":1,"color":"blue"}""", "/color", "wrong_type")]
    [InlineData("""{"amount":1,"color":1}""", "/color", "wrong_type")]
    [InlineData("""{"amount":1,"items":[{"count":1},{"count":"2"}]}""", "/items/1/count", "wrong_type")]
    [InlineData("""{"amount":1,"a/b~c":1}""", "/a~1b~0c", "unknown_member")]
    [InlineData("""{"amount":1,"items":[{"count":1},null]}""", "/items/1", "required")]
    public async Task WrongMember_IsProblem400ThatPointsAtIt(string json, string pointer, string code)
    {
        using var response = await PostAsync(json);

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal([(pointer, code)], ProblemAssert.Errors(problem));
    }

    [Fact]
    public async Task SeveralWrongMembers_AreAllNamed()
    {
        using var response = await PostAsync("""{"note":1,"x":2}""");

        var problem = await ProblemAssert.IsAsync(response, 400);
        Assert.Equal([("/note", "wrong_type"), ("/x", "unknown_member"), ("/amount", "required")], ProblemAssert.Errors(problem));
    }

    [Theory]
    [InlineData("""{"amount":1,}""")]
    [InlineData("""{"amount":1} // lima""")]
    [InlineData("""{"amount":/* satu */1}""")]
    [InlineData("""{"amount":1}{"amount":2}""")]
    [InlineData("""{"amount":01}""")]
    [InlineData("""{'amount':1}""")]
    [InlineData("""{"amount":NaN}""")]
    [InlineData("{")]
    public async Task MalformedJson_IsProblem400(string json)
    {
        using var response = await PostAsync(json);

        await ProblemAssert.IsAsync(response, 400, "json_malformed");
    }

    [Fact]
    public async Task InvalidUtf8_IsProblem400()
    {
        using var content = new ByteArrayContent([.. "{\"amount\":1,\"note\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        using var response = await api.Anonymous.PostAsync("/test/echo", content);

        await ProblemAssert.IsAsync(response, 400);
    }

    [Theory]
    [InlineData("""[1]""")]
    [InlineData("""null""")]
    [InlineData("""7""")]
    [InlineData("")]
    public async Task NotAnObject_IsProblem400(string json)
    {
        using var response = await PostAsync(json);

        var problem = await ProblemAssert.IsAsync(response, 400, "validation_failed");
        Assert.Equal("", ProblemAssert.Errors(problem).Single().Pointer);
    }

    [Fact]
    public async Task NestedTooDeeply_IsProblem400()
    {
        using var response = await PostAsync("{\"amount\":" + new string('[', 30_000) + new string(']', 30_000) + "}");

        await ProblemAssert.IsAsync(response, 400, "json_too_deep");
    }

    [Fact]
    public async Task GoodBody_IsReadAndWrittenTheSame()
    {
        const string json = """{"amount":9223372036854775807,"note":"+62 é 😀","at":"2026-01-06T07:30:00.5+07:00","color":"red_and_white","items":[{"count":1}]}""";

        using var response = await PostAsync(json);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"amount":9223372036854775807,"note":"+62 é 😀","at":"2026-01-06T00:30:00.500Z","color":"red_and_white","items":[{"count":1}]}""",
            (await response.Content.ReadAsStringAsync()).Replace(@"\uD83D\uDE00", "😀", StringComparison.Ordinal));
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
    }

    [Fact]
    public async Task BodyInManyPieces_IsRead()
    {
        var note = new string('b', 60_000);
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"amount":1,"note":"{{note}}"}""")), 1000);
        content.Headers.ContentType = new("application/json");

        using var response = await api.Anonymous.PostAsync("/test/echo", content);

        Assert.Contains(note, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnonymousWithBadBody_Is401BeforeAnyRead()
    {
        using var content = new StringContent("{ not json", Encoding.UTF8, "application/json");

        using var response = await api.Anonymous.PostAsync("/test/people", content);

        await ProblemAssert.IsAsync(response, 401);
    }

    [Fact]
    public async Task WrongRoleWithBadBody_Is403BeforeAnyRead()
    {
        using var client = api.AsService();
        using var content = new StringContent("{ not json", Encoding.UTF8, "application/json");

        using var response = await client.PostAsync("/test/people", content);

        await ProblemAssert.IsAsync(response, 403);
    }

    private Task<HttpResponseMessage> PostAsync(string json) =>
        api.Anonymous.PostAsync("/test/echo", new StringContent(json, Encoding.UTF8, "application/json"));
}
