using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Nusaloka.Api.Tests.Access;

/// <summary>The routes that the program answers, those too that the OpenAPI document does not have: the hub, the sandbox gateway, pages.</summary>
internal static partial class ProgramRoutes
{
    /// <summary>Methods and paths of all but those of tests, with the names of their segments alone.</summary>
    public static IEnumerable<(string Method, string Path)> Of(WebApplication app) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = Path(endpoint.RoutePattern.RawText ?? "")
        where !path.StartsWith("/test/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        select (method, path);

    private static string Path(string pattern) =>
        "/" + Constraint().Replace(pattern, "}").Replace("{documentName}", "v1", StringComparison.Ordinal).Trim('/');

    [GeneratedRegex(@"[:?=][^}]*\}")]
    private static partial Regex Constraint();
}
