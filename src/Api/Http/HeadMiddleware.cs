namespace Nusaloka.Api.Http;

/// <summary>
/// Answers HEAD wherever GET is answered (RFC 9110 9.3.2), with the same headers. The server itself sends no body to a request
/// that came in as HEAD.
/// </summary>
public sealed class HeadMiddleware(RequestDelegate next)
{
    /// <summary>Called by the framework.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Response.Body = body;
        }
    }
}
