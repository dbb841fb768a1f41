using System.Diagnostics;

namespace Nusaloka.Silo.Observability;

/// <summary>
/// One log line per request: method, route template, status, duration, and who it was (account or program, session, rough network), so that what
/// was refused can be traced. The template and not the path or the query string, so that neither other people's ids nor secrets get into logs. The same goes onto the request's span.
/// </summary>
public sealed partial class AccessLogMiddleware(RequestDelegate next, TimeProvider clock, ILogger<AccessLogMiddleware> logger)
{
    private const string Unknown = "-";

    /// <summary>Called by the framework.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var started = clock.GetTimestamp();
        var method = KnownMethod(context.Request.Method);
        try
        {
            await next(context);
        }
        finally
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";
            var status = context.Response.StatusCode;
            Describe(Activity.Current, method, route, status);
            var (account, session) = (context.User.FindFirst("sub")?.Value ?? Unknown, context.User.FindFirst("sid")?.Value ?? Unknown);
            LogRequest(
                method, route, status, Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 3), account, session,
                RoughNetwork.Of(context.Connection.RemoteIpAddress) ?? Unknown);
        }
    }

    private static void Describe(Activity? span, string method, string route, int status)
    {
        if (span is null)
            return;
        span.DisplayName = $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", status);
        if (status >= 500)
            span.SetStatus(ActivityStatusCode.Error);
    }

    // A method is whatever the client sends; logs and span names only get those that exist.
    private static string KnownMethod(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS"
        ? method
        : "_OTHER";

    [LoggerMessage(1101, LogLevel.Information, "{Method} {Route} {Status} in {DurationMs} ms by {Account} in {Session} from {Network}")]
    private partial void LogRequest(string method, string route, int status, double durationMs, string account, string session, string network);
}
