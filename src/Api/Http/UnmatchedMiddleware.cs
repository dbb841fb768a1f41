using Microsoft.Net.Http.Headers;

namespace Nusaloka.Api.Http;

/// <summary>
/// Answers what routing found no endpoint for, or one with a blank id: 404, 405 with Allow, and OPTIONS. It stands before authorization, whose
/// deny-by-default would otherwise call an unknown path a missing login.
/// </summary>
public sealed class UnmatchedMiddleware(RequestDelegate next)
{
    /// <summary>Called by the framework.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is RouteEndpoint)
        {
            // %20 and %0A are segments to routing, but no id is blank, and no grain has a blank key.
            if (context.Request.RouteValues.Values.Any(static value => value is string text && string.IsNullOrWhiteSpace(text)))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            await next(context);
            return;
        }

        if (context.GetEndpoint() is not { RequestDelegate: { } notAllowed })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Routing's own 405 endpoint sets status and Allow; it does not know of HeadMiddleware.
        await notAllowed(context);
        if (context.Response.Headers.TryGetValue(HeaderNames.Allow, out var allow))
            context.Response.Headers.Allow = AllowedMethods(allow.ToString());
        if (HttpMethods.IsOptions(context.Request.Method))
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static string AllowedMethods(string allow)
    {
        var methods = allow.Split(',', StringSplitOptions.TrimEntries).ToList();
        if (methods.Contains(HttpMethods.Get) && !methods.Contains(HttpMethods.Head))
            methods.Add(HttpMethods.Head);
        methods.Add(HttpMethods.Options);
        return string.Join(", ", methods.Order(StringComparer.Ordinal));
    }
}
