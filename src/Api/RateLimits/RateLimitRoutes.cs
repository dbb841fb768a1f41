using Microsoft.AspNetCore.Http.Metadata;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>What routes say about abuse.</summary>
public static class RateLimitRoutes
{
    /// <summary>
    /// The route has the limit of a class (<see cref="Limits.Login"/> and so on): by address where it is open to strangers, otherwise by account.
    /// When the class has a limit for identifiers and the body is one that <see cref="INameIdentifiers"/>, that too.
    /// </summary>
    public static TBuilder RequireRateLimit<TBuilder>(this TBuilder builder, string name)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new RateLimitMetadata(name)).AddEndpointFilter<TBuilder, IdentifierLimitFilter>();

    /// <summary>The route has no limit: operations, and what is called by those who sign what they send.</summary>
    public static TBuilder ExemptFromRateLimits<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RateLimitMetadata(Name: null));

    /// <summary>Wrong passwords make the next answers slower, see <see cref="Tarpit"/>. The body must be one that <see cref="INameIdentifiers"/>.</summary>
    public static TBuilder SlowDownGuessing<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter<TBuilder, TarpitFilter>();

    /// <summary>The same for who is signed in and shows their password once more. The body must be one that <see cref="IShowPassword"/>.</summary>
    public static TBuilder SlowDownGuessingOwn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter<TBuilder, OwnPasswordFilter>();

    /// <summary>The largest body of the route, in bytes, where it differs from the usual one.</summary>
    public static TBuilder MaxBody<TBuilder>(this TBuilder builder, long bytes)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new BodyLimit(bytes));

    /// <summary>
    /// Counts one request of an account in a class beside that of its route, where the route alone does not say whether it belongs there. The refusal; null
    /// when there is one left, or limits are turned off.
    /// </summary>
    internal static async ValueTask<IResult?> TakeAsync(HttpContext context, string name, string account)
    {
        if (context.RequestServices.GetService<RateLimiter>() is not { } limiter)
            return null;
        var limit = context.RequestServices.GetRequiredService<Limits>().Named(name);
        var verdict = await limiter.TakeAsync(limit, Caller.Account(account));
        if (verdict.IsAllowed)
            return null;
        RateLimitHeaders.Write(context.Response, limit, verdict);
        return new ProblemResult(RateLimitHeaders.Problem(verdict));
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
