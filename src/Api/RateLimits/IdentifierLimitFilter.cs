using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Counts requests by the e-mail address or phone number in their body: registrations from wherever they come, for nobody misses one that is
/// refused for some minutes; what sends codes by the address of the caller, too, so that strangers do not use up what the person needs. What all
/// together may have sent is bounded by the codes themselves.
/// </summary>
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
            var counted = name == Limits.Register ? caller : caller.With(Caller.At(http.Connection.RemoteIpAddress));
            var verdict = await limiter.TakeAsync(limit, counted);
            if (verdict.IsAllowed)
                continue;
            RateLimitHeaders.Write(http.Response, limit, verdict);
            return new ProblemResult(RateLimitHeaders.Problem(verdict));
        }

        return await next(context);
    }
}
