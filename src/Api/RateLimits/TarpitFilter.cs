using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>Sends sign-ins through the <see cref="Tarpit"/>. A 401 is a wrong password, a 2xx is a right one.</summary>
internal sealed class TarpitFilter(IServiceProvider services) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (services.GetService<Tarpit>() is not { } tarpit
            || BodyIdentifiers.Of(context) is not { } body || Caller.Named(body) is not { } identifier)
        {
            return await next(context);
        }

        if (await tarpit.EnterAsync(identifier, Caller.At(http.Connection.RemoteIpAddress), http.RequestAborted) is not { } attempt)
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status429TooManyRequests) with { RetryAfter = tarpit.ComeBackIn });

        var end = AttemptEnd.Neither;
        try
        {
            var result = await next(context);
            end = EndOf(result);
            return result;
        }
        finally
        {
            await tarpit.LeaveAsync(attempt, end);
        }
    }

    private static AttemptEnd EndOf(object? result) => result switch
    {
        ProblemResult { Problem.Status: StatusCodes.Status401Unauthorized } => AttemptEnd.Wrong,
        ProblemResult => AttemptEnd.Neither,
        IStatusCodeHttpResult { StatusCode: >= 200 and < 300 } => AttemptEnd.Right,
        _ => AttemptEnd.Neither,
    };
}
