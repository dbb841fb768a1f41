using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Nusaloka.Api.Http;

/// <summary>
/// One page without anything from elsewhere, put together from embedded resources. Its policy allows exactly the one script and
/// the one style sheet that are in it, by hash, and requests to where it came from.
/// </summary>
public sealed class StaticPage
{
    private const string ContentType = "text/html; charset=utf-8";

    private readonly ImmutableArray<byte> _html;
    private readonly string _policy;

    private StaticPage(string html, string policy) => (_html, _policy) = ([.. Encoding.UTF8.GetBytes(html)], policy);

    /// <summary>Puts <c>folder/name.html</c>, <c>.css</c> and <c>.js</c> together.</summary>
    /// <param name="path">Folder and name of the resources.</param>
    /// <param name="words">What stands in the HTML between double braces, and what to put there.</param>
    public static StaticPage Compose(string path, params ReadOnlySpan<(string Name, string Value)> words)
    {
        var style = Read(path + ".css");
        var script = Read(path + ".js");
        var html = Read(path + ".html")
            .Replace("/*style*/", style, StringComparison.Ordinal)
            .Replace("/*script*/", script, StringComparison.Ordinal);
        foreach (var (name, value) in words)
            html = html.Replace("{{" + name + "}}", value, StringComparison.Ordinal);
        return new StaticPage(html, $"default-src 'none'; script-src {HashOf(script)}; style-src {HashOf(style)}; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    /// <summary>Answers with the page, in whatever status the response has.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = _policy;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = _html.Length;
        await context.Response.Body.WriteAsync(_html.AsMemory(), context.RequestAborted);
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(StaticPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded resource {name} is missing; Nusaloka.Api.csproj embeds it.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
