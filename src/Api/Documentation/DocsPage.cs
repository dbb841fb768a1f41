using System.Security.Cryptography;
using System.Text;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Api.Documentation;

/// <summary>
/// The interactive documentation: one page without anything from elsewhere, which draws /openapi/v1.json and sends requests
/// with the reader's token. Its policy allows exactly the one script and the one style sheet that are in it, by hash.
/// </summary>
internal static class DocsPage
{
    private static readonly (byte[] Html, string Policy) Page = Compose();

    /// <summary>Adds /docs.</summary>
    public static void MapDocsPage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/docs", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Page.Policy;
            return TypedResults.Bytes(Page.Html, "text/html; charset=utf-8");
        }).AllowAnonymous().ExcludeFromDescription();

    private static (byte[] Html, string Policy) Compose()
    {
        var style = Read("docs.css");
        var script = Read("docs.js");
        var html = Read("docs.html")
            .Replace("/*style*/", style, StringComparison.Ordinal)
            .Replace("/*script*/", script, StringComparison.Ordinal)
            .Replace("{{version}}", BuildInfo.Version, StringComparison.Ordinal);
        var policy = $"default-src 'none'; script-src {HashOf(script)}; style-src {HashOf(style)}; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return (Encoding.UTF8.GetBytes(html), policy);
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(DocsPage).Assembly.GetManifestResourceStream("Documentation/" + name)
            ?? throw new InvalidOperationException(
                $"The embedded resource Documentation/{name} is missing; Nusaloka.Api.csproj embeds it.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
