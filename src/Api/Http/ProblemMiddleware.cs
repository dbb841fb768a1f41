using System.Data.Common;

namespace Nusaloka.Api.Http;

/// <summary>
/// Gives every refusal a body: what is thrown further in, and every status of 400 or above that was set without one (no such
/// route, wrong method, challenge, ...). The framework's own pages would answer text/plain to a browser and nothing elsewhere.
/// </summary>
public sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private const int ClientClosedRequest = 499;

    /// <summary>Called by the framework.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        Problem problem;
        try
        {
            await next(context);
            if (context.Response.StatusCode < 400 || context.Response.HasStarted || context.Response.ContentType is not null)
                return;
            problem = context.Features.Get<Problem>() is { } known && known.Status == context.Response.StatusCode
                ? known
                : Problem.OfStatus(context.Response.StatusCode);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAborted(exception);
            // What has begun cannot be changed, and trying to would be an error of ours.
            if (!context.Response.HasStarted)
                context.Response.StatusCode = ClientClosedRequest;
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            problem = Classify(exception, context.Request.Method);
        }

        await ProblemWriter.WriteAsync(context, problem);
    }

    private Problem Classify(Exception exception, string method)
    {
        switch (exception)
        {
            case RequestRejectedException rejected:
                return rejected.Problem;
            case BadHttpRequestException bad:
                return Problem.OfStatus(bad.StatusCode);
            case IOException:
                // The server's, for a body whose framing is broken in a way that it has no word for. Nothing else here reads or writes.
                return Problem.OfStatus(StatusCodes.Status400BadRequest);
            case TimeoutException or OperationCanceledException:
                // The outcome is unknown: the caller repeats with the same Idempotency-Key.
                LogTimeout(exception);
                return OutcomeUnknown();
            case OrleansException when CallFate.IsUnknown(exception) && !IsSafe(method):
                LogLost(exception);
                return OutcomeUnknown();
            case OrleansException or DbException:
                LogUnavailable(exception);
                return new Problem(StatusCodes.Status503ServiceUnavailable, "unavailable") { RetryAfter = TimeSpan.FromSeconds(1) };
            default:
                LogUnhandled(exception);
                return Problem.OfStatus(StatusCodes.Status500InternalServerError);
        }
    }

    private static Problem OutcomeUnknown() =>
        new(StatusCodes.Status503ServiceUnavailable, "outcome_unknown") { RetryAfter = TimeSpan.FromSeconds(1) };

    // RFC 9110: what only reads has no outcome that could be unknown.
    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
