using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>Counts requests by the e-mail address or phone number in their body, whoever sends them from wherever.</summary>
internal sealed class IdentifierLimitFilter(IServiceProvider services) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (services.GetService<RateLimiter>() is not { } limiter
            || http.GetEndpoint()?.Metadata.GetMetadata<RateLimitMetadata>()?.Name is not { } name
            || services.GetRequiredService<Limits>().ForIdentifiers(name) is not { } limit
            || BodyIdentifiers.Of(context) is not { } body)
        {
            return await next(context);
        }

        foreach (var caller in Caller.AllNamed(body))
        {
            var verdict = await limiter.TakeAsync(limit, caller);
            if (verdict.IsAllowed)
                continue;
            RateLimitHeaders.Write(http.Response, limit, verdict);
            return new ProblemResult(RateLimitHeaders.Problem(verdict));
        }

        return await next(context);
    }
}
