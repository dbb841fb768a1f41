using System.Net.Http.Headers;
using System.Text;

namespace Nusaloka.Api.Tests.Http;

[Collection(ApiCollection.Name)]
public sealed class ProblemTests(ApiServer api)
{
    [Theory]
    [InlineData("*/*")]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    public async Task UnknownPath_AnyAccept_IsProblem404(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/no-such-thing?token=secret");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var response = await api.Anonymous.SendAsync(request);

        var problem = await ProblemAssert.IsAsync(response, 404, "not_found");
        Assert.Equal("/api/v1/no-such-thing", problem["instance"]!.GetValue<string>());
    }

    [Fact]
    public async Task WrongMethod_IsProblem405WithAllow()
    {
        using var response = await api.Anonymous.DeleteAsync("/health");

        await ProblemAssert.IsAsync(response, 405, "method_not_allowed");
        Assert.Equal(["GET", "HEAD", "OPTIONS"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Trace_IsRefused()
    {
        using var response = await api.Anonymous.SendAsync(new HttpRequestMessage(HttpMethod.Trace, "/health"));

        await ProblemAssert.IsAsync(response, 405);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    public async Task WrongContentType_IsProblem415(string? contentType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"amount":1}"""));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        using var response = await api.Anonymous.PostAsync("/test/echo", content);

        await ProblemAssert.IsAsync(response, 415, "unsupported_media_type");
    }

    [Fact]
    public async Task BodyOver64Kilobytes_IsProblem413()
    {
        using var content = new StringContent("{\"amount\":1,\"note\":\"" + new string('a', 65_536) + "\"}", Encoding.UTF8, "application/json");

        using var response = await api.Anonymous.PostAsync("/test/echo", content);

        await ProblemAssert.IsAsync(response, 413, "body_too_large");
    }

    [Fact]
    public async Task EndpointThrows_IsProblem500WithoutInternals()
    {
        using var response = await api.Anonymous.GetAsync("/test/throw");

        var problem = await ProblemAssert.IsAsync(response, 500, "internal");
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrainDoesNotAnswer_IsProblem503WithRetryAfter()
    {
        using var response = await api.Anonymous.GetAsync("/test/timeout");

        await ProblemAssert.IsAsync(response, 503, "outcome_unknown");
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task NoToken_IsProblem401WithChallenge()
    {
        using var response = await api.Anonymous.GetAsync("/api/v1/account/profile");

        await ProblemAssert.IsAsync(response, 401, "unauthenticated");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task WrongRole_IsProblem403()
    {
        using var client = api.As(api.Forge.Person());

        using var response = await client.GetAsync("/api/v1/users");

        await ProblemAssert.IsAsync(response, 403, "forbidden");
    }

    [Theory]
    [InlineData(null, "id", "Tidak ditemukan")]
    [InlineData("id", "id", "Tidak ditemukan")]
    [InlineData("fr", "id", "Tidak ditemukan")]
    [InlineData("en", "en", "Not found")]
    [InlineData("en-GB,en;q=0.9,id;q=0.8", "en", "Not found")]
    [InlineData("id-ID,id;q=0.9,en;q=0.8", "id", "Tidak ditemukan")]
    [InlineData("en;q=0,*", "id", "Tidak ditemukan")]
    [InlineData(";;;=,,", "id", "Tidak ditemukan")]
    public async Task AcceptLanguage_ChoosesTitle(string? accept, string language, string title)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accept);

        using var response = await api.Anonymous.SendAsync(request);

        var problem = await ProblemAssert.IsAsync(response, 404);
        Assert.Equal(title, problem["title"]!.GetValue<string>());
        Assert.Equal(language, response.Content.Headers.ContentLanguage.Single());
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task TraceParent_IsTheTraceIdOfTheProblem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        using var response = await api.Anonymous.SendAsync(request);

        var problem = await ProblemAssert.IsAsync(response, 404);
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", problem["trace_id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    public async Task BadTraceParent_GetsANewTraceId(string traceParent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.TryAddWithoutValidation("traceparent", traceParent);

        using var response = await api.Anonymous.SendAsync(request);

        var problem = await ProblemAssert.IsAsync(response, 404);
        Assert.NotEqual(traceParent.Split('-')[1].ToLowerInvariant(), problem["trace_id"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("limit")]
    public async Task Cluster_ThatCannotServeTheCall_Is503WithRetryAfter(string what)
    {
        using var response = await api.Anonymous.GetAsync("/test/away/" + what);

        await ProblemAssert.IsAsync(response, 503, "unavailable");
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Silo_ThatIsLostWhileItWrites_LeavesTheOutcomeUnknown(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/test/away/silo");
        request.Headers.Add("Accept-Language", "en");

        using var response = await api.Anonymous.SendAsync(request);

        var problem = await ProblemAssert.IsAsync(response, 503, "outcome_unknown");
        Assert.Contains("may have been done", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Call_ThatWasRefused_IsUnavailableWhateverTheMethod()
    {
        using var response = await api.Anonymous.PostAsync("/test/away/limit", content: null);

        await ProblemAssert.IsAsync(response, 503, "unavailable");
    }
}
