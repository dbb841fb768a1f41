using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Observability;
using Nusaloka.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>What operators and other machines ask of a process. No secrets, so no login.</summary>
public static partial class OperationsEndpoints
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Adds /health, /ready, /metrics, /version and /.well-known/jwks.json.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().WithTags("Operations");
        group.MapGet("/health", Health).WithName("get_health").WithSummary("Whether the process is alive")
            .WithDescription("Looks at nothing but the process itself: a restart would not help against a missing database.")
            .Produces<HealthResponse>();
        group.MapGet("/ready", ReadyAsync).WithName("get_ready").WithSummary("Whether the process can serve requests")
            .WithDescription("503 while it starts, while it drains, and while the cluster or the database is away.")
            .Produces<HealthResponse>().Refuses(503);
        group.MapGet("/version", () => new VersionResponse(HealthResponse.ServiceName, BuildInfo.Version, BuildInfo.Commit))
            .WithName("get_version").WithSummary("Which build this is").WithDescription("Version and, when known, the commit.")
            .Produces<VersionResponse>();
        group.MapGet("/metrics", (PrometheusReader reader) => TypedResults.Text(reader.Scrape(), PrometheusText.ContentType))
            .WithName("get_metrics").WithSummary("Metrics for Prometheus")
            .WithDescription("Text exposition format 0.0.4. Keep it inside: the edge should not route it.")
            .Produces<string>(200, "text/plain");
        group.MapGet("/.well-known/jwks.json", JwksAsync).WithName("get_jwks").WithSummary("The public keys of access tokens")
            .WithDescription("A JSON Web Key Set (RFC 7517). Tokens are signed with ES256.").Produces<JwksResponse>();
    }

    private static HealthResponse Health() => new("ok");

    private static async Task<IResult> ReadyAsync(
        DrainService drain, IGrainFactory grains, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (!drain.IsServing)
            return new ProblemResult(new Problem(503, drain.IsDraining ? "draining" : "starting") { RetryAfter = TimeSpan.FromSeconds(1) });

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await grains.GetGrain<IProbeGrain>("0").CheckAsync(deadline.Token).WaitAsync(ProbeTimeout, clock, cancellationToken);
            return TypedResults.Ok(new HealthResponse("ok"));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await deadline.CancelAsync();
            LogNotReady(loggers.CreateLogger(typeof(OperationsEndpoints)), exception);
            return new ProblemResult(new Problem(503, "not_ready") { RetryAfter = TimeSpan.FromSeconds(1) });
        }
    }

    private static async Task<JwksResponse> JwksAsync(SigningKeyCache keys, HttpContext context, CancellationToken cancellationToken)
    {
        var all = await keys.GetAllAsync(cancellationToken);
        context.Response.Headers.CacheControl = "public, max-age=300";
        return new JwksResponse([.. all.Select(key => new JwkResponse("EC", "sig", "ES256", "P-256", key.KeyId, key.X, key.Y))]);
    }

    [LoggerMessage(1201, LogLevel.Warning, "The process is not ready: a grain that asks the database did not answer.")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}
