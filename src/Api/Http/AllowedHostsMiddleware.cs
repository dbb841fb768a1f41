namespace Nusaloka.Api.Http;

/// <summary>
/// Refuses requests for a host that is not ours: links in e-mails are made from the host, so a foreign one must
/// not get in. The framework's own filter answers HTML and stands before our error handling.
/// </summary>
public sealed class AllowedHostsMiddleware(RequestDelegate next, ApiOptions options)
{
    private readonly HashSet<string> _hosts = new(options.AllowedHostNames, StringComparer.OrdinalIgnoreCase);

    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext context) => _hosts.Contains(context.Request.Host.Host) || _hosts.Contains("*")
        ? next(context)
        : ProblemWriter.WriteAsync(context, new Problem(StatusCodes.Status400BadRequest, "host_not_allowed"));
}
