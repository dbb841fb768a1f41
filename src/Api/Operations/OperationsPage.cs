using Microsoft.Net.Http.Headers;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Api.Operations;

/// <summary>
/// The page for admins at /operations, under the policy as the data is. A browser cannot send a token when it opens a page, so the
/// 401 that it gets has the page as its body: a sign-in form and no data, which the page fetches with the token that it gets.
/// </summary>
internal static class OperationsPage
{
    private static readonly StaticPage Indonesian = Compose(Language.Indonesian);
    private static readonly StaticPage English = Compose(Language.English);

    /// <summary>Adds /operations.</summary>
    public static void MapOperationsPage(this IEndpointRouteBuilder routes) => routes.MapGet("/operations", WriteAsync)
        .RequireAuthorization(Policies.AdminOnly).WithMetadata(new SignInPage(WriteAsync)).ExcludeFromDescription();

    private static Task WriteAsync(HttpContext context)
    {
        var language = Languages.Of(context.Request);
        context.Response.Headers.ContentLanguage = Languages.Tag(language);
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        return (language == Language.English ? English : Indonesian).WriteAsync(context);
    }

    private static StaticPage Compose(Language language) =>
        StaticPage.Compose("Operations/operations", ("language", Languages.Tag(language)), ("version", BuildInfo.Version));
}
