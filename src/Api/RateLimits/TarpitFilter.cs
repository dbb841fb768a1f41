using Nusaloka.Accounts;
using Nusaloka.Api.Accounts;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>Sends sign-ins through the <see cref="Tarpit"/>. A 401 is a wrong password, a 2xx is a right one.</summary>
internal sealed class TarpitFilter(IServiceProvider services) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (services.GetService<Tarpit>() is not { } tarpit || BodyIdentifiers.Of(context) is not { } body || Caller.Named(body) is not { } identifier)
            return await next(context);

        var device = await DeviceOfAsync(body, context.HttpContext);
        return await GoThroughAsync(
            tarpit, identifier, static problem => problem.Status == StatusCodes.Status401Unauthorized, context, next, device);
    }

    /// <summary>Goes on when the tarpit lets it, and tells it the end.</summary>
    /// <param name="tarpit">The tarpit.</param>
    /// <param name="identifier">Whose password is shown.</param>
    /// <param name="isWrong">Whether a refusal says that it was wrong.</param>
    /// <param name="context">The call.</param>
    /// <param name="next">What it goes on with.</param>
    /// <param name="device">The device that the account knows and that shows the password; null for none.</param>
    public static async ValueTask<object?> GoThroughAsync(
        Tarpit tarpit, Caller identifier, Func<Problem, bool> isWrong, EndpointFilterInvocationContext context, EndpointFilterDelegate next,
        Caller? device = null)
    {
        var http = context.HttpContext;
        var attempt = await tarpit.EnterAsync(identifier, Caller.At(http.Connection.RemoteIpAddress), device, http.RequestAborted);
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

    private async Task<Caller?> DeviceOfAsync(INameIdentifiers body, HttpContext http)
    {
        if (SignInAnswers.DeviceOf(http) is not { } shown)
            return null;

        var device = await services.GetRequiredService<IGrainFactory>().GetGrain<ISignInGrain>("0")
            .RecogniseDeviceAsync(new RecogniseDevice(body.Email, body.Phone, shown), http.RequestAborted);
        return device is null ? null : Caller.Account(device);
    }

    private static AttemptEnd EndOf(object? result, Func<Problem, bool> isWrong) => result switch
    {
        ProblemResult { Problem: var problem } => isWrong(problem) ? AttemptEnd.Wrong : AttemptEnd.Neither,
        IStatusCodeHttpResult { StatusCode: >= 200 and < 300 } => AttemptEnd.Right,
        _ => AttemptEnd.Neither,
    };
}
