using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>Sends sign-ins through the <see cref="Tarpit"/>. A 401 is a wrong password, a 2xx is a right one.</summary>
internal sealed class TarpitFilter(IServiceProvider services) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        services.GetService<Tarpit>() is { } tarpit && BodyIdentifiers.Of(context) is { } body && Caller.Named(body) is { } identifier
            ? GoThroughAsync(tarpit, identifier, static problem => problem.Status == StatusCodes.Status401Unauthorized, context, next)
            : next(context);

    /// <summary>Goes on when the tarpit lets it, and tells it the end.</summary>
    /// <param name="tarpit">The tarpit.</param>
    /// <param name="identifier">Whose password is shown.</param>
    /// <param name="isWrong">Whether a refusal says that it was wrong.</param>
    /// <param name="context">The call.</param>
    /// <param name="next">What it goes on with.</param>
    public static async ValueTask<object?> GoThroughAsync(
        Tarpit tarpit, Caller identifier, Func<Problem, bool> isWrong, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var attempt = await tarpit.EnterAsync(identifier, Caller.At(http.Connection.RemoteIpAddress), http.RequestAborted);
        if (attempt.ComeBackIn is { } comeBackIn)
            return new ProblemResult(Problem.OfStatus(StatusCodes.Status429TooManyRequests) with { RetryAfter = comeBackIn });

        var end = AttemptEnd.Neither;
        try
        {
            var result = await next(context);
            end = EndOf(result, isWrong);
            return result;
        }
        finally
        {
            await tarpit.LeaveAsync(attempt, end);
        }
    }

    private static AttemptEnd EndOf(object? result, Func<Problem, bool> isWrong) => result switch
    {
        ProblemResult { Problem: var problem } => isWrong(problem) ? AttemptEnd.Wrong : AttemptEnd.Neither,
        IStatusCodeHttpResult { StatusCode: >= 200 and < 300 } => AttemptEnd.Right,
        _ => AttemptEnd.Neither,
    };
}
