using Nusaloka.Api.Http;

namespace Nusaloka.Api.Realtime;

/// <summary>
/// Turns pages of foreign origins away from the routes of sockets: a browser lets any page open a WebSocket and says in Origin which. Clients that are no
/// browsers name none.
/// </summary>
public sealed class SocketOriginMiddleware(RequestDelegate next, ApiOptions options)
{
    private readonly string[] _allowed = options.AllowedOrigins;

    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        return origin.Count == 0 || !SocketRoute.Is(context) || IsAllowed(context.Request, origin.ToString())
            ? next(context)
            : ProblemWriter.WriteAsync(context, new Problem(StatusCodes.Status403Forbidden, "origin_forbidden"));
    }

    private bool IsAllowed(HttpRequest request, string origin) =>
        Array.Exists(_allowed, allowed => string.Equals(allowed, origin, StringComparison.OrdinalIgnoreCase))
        || string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
