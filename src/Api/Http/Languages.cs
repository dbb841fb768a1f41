using Microsoft.Net.Http.Headers;

namespace Nusaloka.Api.Http;

/// <summary>Chooses the language of an answer by <c>Accept-Language</c> (RFC 9110 12.5.4).</summary>
public static class Languages
{
    /// <summary>The language with the highest weight that we have; Indonesian when none is named or on a tie of wildcards.</summary>
    public static Language Of(HttpRequest request)
    {
        double indonesian = 0, english = 0, any = 0;
        foreach (var range in request.GetTypedHeaders().AcceptLanguage)
        {
            var weight = range.Quality ?? 1;
            var primary = range.Value.AsSpan();
            var dash = primary.IndexOf('-');
            primary = dash < 0 ? primary : primary[..dash];
            if (primary.Equals("id", StringComparison.OrdinalIgnoreCase))
                indonesian = Math.Max(indonesian, weight);
            else if (primary.Equals("en", StringComparison.OrdinalIgnoreCase))
                english = Math.Max(english, weight);
            else if (primary is "*")
                any = weight;
        }

        return english > Math.Max(indonesian, any) ? Language.English : Language.Indonesian;
    }

    /// <summary>The BCP 47 tag.</summary>
    public static string Tag(Language language) => language == Language.English ? "en" : "id";

    /// <summary>The sentence in the caller's language, announced by <c>Content-Language</c>.</summary>
    public static string Choose(HttpContext context, string indonesian, string english) =>
        Announce(context) == Language.English ? english : indonesian;

    /// <summary>The caller's language, announced by <c>Content-Language</c>.</summary>
    public static Language Announce(HttpContext context)
    {
        var language = Of(context.Request);
        context.Response.Headers.ContentLanguage = Tag(language);
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return language;
    }
}
