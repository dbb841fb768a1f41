using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Slows down who guesses the password of an account that they hold a session of: where a body <see cref="IShowPassword"/>, the request counts
/// under <see cref="Limits.Password"/>, and goes through the <see cref="Tarpit"/>.
/// </summary>
internal sealed class OwnPasswordFilter(IServiceProvider services) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var shows = context.Arguments.Any(static argument => argument is IJsonBody { Content: IShowPassword { ShowsPassword: true } });
        if (!shows || services.GetService<RateLimiter>() is not { } limiter)
            return await next(context);

        var account = Caller.Account(http.User.Id());
        // Where the route has this very limit, the request has been counted.
        if (http.GetEndpoint()?.Metadata.GetMetadata<RateLimitMetadata>()?.Name != Limits.Password)
        {
            var limit = services.GetRequiredService<Limits>().Named(Limits.Password);
            var verdict = await limiter.TakeAsync(limit, account);
            if (!verdict.IsAllowed)
            {
                RateLimitHeaders.Write(http.Response, limit, verdict);
                return new ProblemResult(RateLimitHeaders.Problem(verdict));
            }
        }

        return await TarpitFilter.GoThroughAsync(services.GetRequiredService<Tarpit>(), account, IsWrong, context, next);
    }

    private static bool IsWrong(Problem problem) =>
        problem.Code == AccountErrors.WrongPassword.Code || problem.Code == AccountErrors.ReauthenticationRequired.Code;
}
