using Nusaloka.Api.Http;
using Nusaloka.Api.Realtime;

namespace Nusaloka.Api.RateLimits;

/// <summary>
/// Counts tickets for sockets by address before anybody looks for them. Whether a ticket is good takes a call to a grain, so the count after authentication
/// would bound the answers to somebody who tries tickets, and not the work.
/// </summary>
public sealed class TicketLimitMiddleware(RequestDelegate next, Limits limits, RateLimiter limiter)
{
    private readonly RateLimit _limit = limits.Named(Limits.Tickets);

    /// <summary>Called by the framework.</summary>
    public Task InvokeAsync(HttpContext context) =>
        SocketRoute.Is(context) && context.Request.Query.ContainsKey(SocketRoute.Ticket) ? CountAsync(context) : next(context);

    private async Task CountAsync(HttpContext context)
    {
        var verdict = await limiter.TakeAsync(_limit, Caller.At(context.Connection.RemoteIpAddress));
        if (verdict.IsAllowed)
        {
            await next(context);
            return;
        }

        RateLimitHeaders.Write(context.Response, _limit, verdict);
        await ProblemWriter.WriteAsync(context, RateLimitHeaders.Problem(verdict));
    }
}
