using Nusaloka.Api.Http;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Api.Documentation;

/// <summary>
/// The interactive documentation: one page without anything from elsewhere, which draws /openapi/v1.json and sends requests
/// with the reader's token.
/// </summary>
internal static class DocsPage
{
    private static readonly StaticPage Page = StaticPage.Compose("Documentation/docs", ("version", BuildInfo.Version));

    /// <summary>Adds /docs.</summary>
    public static void MapDocsPage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/docs", static (HttpContext context) => Page.WriteAsync(context)).AllowAnonymous().ExcludeFromDescription();
}
