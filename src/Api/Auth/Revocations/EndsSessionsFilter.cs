namespace Nusaloka.Api.Auth.Revocations;

/// <summary>
/// After a route that ends sessions, and before its answer: this process knows that they have ended, so whoever got the answer can use
/// their tokens here no more. Other processes hear of it within moments.
/// </summary>
internal sealed partial class EndsSessionsFilter(RevocationFeed feed, ILogger<EndsSessionsFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        try
        {
            await feed.CatchUpAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception exception)
        {
            LogLate(exception);
        }

        return answer;
    }

    [LoggerMessage(1304, LogLevel.Warning, "A session's end could not be read at once; it will be within seconds.")]
    private partial void LogLate(Exception exception);
}
