using Microsoft.AspNetCore.Authorization;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Counts requests, after authentication and before anything costly: by account when a good token came along, otherwise by address. A
/// token that is not good counts as none, and so does any where a class of routes is open to strangers, such as signing in: each account
/// would otherwise bring its address another quota of registrations, guesses and messages.
/// </summary>
public sealed class RateLimitMiddleware(RequestDelegate next, Limits limits, RateLimiter limiter)
{
    private static readonly string Program = CallerClaims.NameOf(Role.Service);

    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var route = metadata?.GetMetadata<RateLimitMetadata>();
        if (route is { Name: null })
            return next(context);

        var isByAddress = route is not null && metadata?.GetMetadata<IAllowAnonymous>() is not null;
        var account = !isByAddress && context.User.Identity is { IsAuthenticated: true } ? context.User.FindFirst(CallerClaims.Subject)?.Value : null;
        var limit = route?.Name is { } name ? limits.Named(name) : Usual(context, account);
        var caller = account is null ? Caller.At(context.Connection.RemoteIpAddress) : Caller.Account(account);
        var verdict = limiter.TakeAsync(limit, caller);
        return verdict.IsCompletedSuccessfully ? GoOnAsync(context, limit, verdict.Result) : WaitAsync(context, limit, verdict);
    }

    private async Task WaitAsync(HttpContext context, RateLimit limit, ValueTask<Verdict> verdict) => await GoOnAsync(context, limit, await verdict);

    private Task GoOnAsync(HttpContext context, RateLimit limit, Verdict verdict)
    {
        RateLimitHeaders.Write(context.Response, limit, verdict);
        return verdict.IsAllowed ? next(context) : ProblemWriter.WriteAsync(context, RateLimitHeaders.Problem(verdict));
    }

    private RateLimit Usual(HttpContext context, string? account)
    {
        if (account is null)
            return limits.Anonymous;
        if (context.User.IsInRole(Program))
            return limits.Service;
        // HEAD comes as GET, see HeadMiddleware.
        return HttpMethods.IsGet(context.Request.Method) ? limits.Read : limits.Write;
    }
}
