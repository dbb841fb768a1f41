using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Api.Tests.Operations;

[Collection(ApiCollection.Name)]
public sealed class OperationsPageTests(ApiServer api)
{
    [Fact]
    public async Task Page_OpenedByABrowser_Is401WithTheSignInAndNoData()
    {
        using var response = await OpenAsync(api.Anonymous, "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "en");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        var html = await response.Content.ReadAsStringAsync();
        Assert.Contains("id=\"sign-in\"", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    public async Task Page_OpenedByAProgram_Is401AsAProblem(string accept)
    {
        using var response = await OpenAsync(api.Anonymous, accept);

        await ProblemAssert.IsAsync(response, 401, "unauthenticated");
    }

    [Theory]
    [InlineData("user")]
    [InlineData("officer")]
    public async Task Page_OfAnyoneButAnAdmin_Is403(string role)
    {
        using var client = api.Staff(role);

        using var response = await OpenAsync(client, "text/html");

        await ProblemAssert.IsAsync(response, 403, "forbidden");
    }

    [Fact]
    public async Task Page_OfAnAdmin_Is200InTheirLanguage()
    {
        using var admin = api.Staff();

        using var response = await OpenAsync(admin, "text/html", "id");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("id", Assert.Single(response.Content.Headers.ContentLanguage));
        Assert.Contains("<html lang=\"id\">", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NeedsNothingFromElsewhereAndRunsOnlyItsOwnScript()
    {
        using var response = await OpenAsync(api.Anonymous, "text/html");

        var html = await response.Content.ReadAsStringAsync();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Storage", html, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains(HashOf(html, "script"), policy, StringComparison.Ordinal);
        Assert.Contains(HashOf(html, "style"), policy, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    private static string HashOf(string html, string tag)
    {
        var start = html.IndexOf($"<{tag}>", StringComparison.Ordinal) + tag.Length + 2;
        var text = html[start..html.IndexOf($"</{tag}>", StringComparison.Ordinal)];
        return $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
    }

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient client, string accept, string language = "id")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/operations");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await client.SendAsync(request);
    }
}
