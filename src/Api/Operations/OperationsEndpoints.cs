using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Silo.Observability;
using Nusaloka.Silo.Operations;

namespace Nusaloka.Api.Operations;

/// <summary>What operators and other machines ask of a process. No secrets, so no login; figures only for those on the inside.</summary>
public static class OperationsEndpoints
{
    private static readonly StatusResponse ExampleStatus = new(
        "api", "nusaloka-api", "http://127.0.0.1:8080", "active", 7, 3, new Dictionary<string, int>(StringComparer.Ordinal));

    /// <summary>Adds /health, /ready, /metrics, /version, /status and /.well-known/jwks.json.</summary>
    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().ExemptFromRateLimits().WithTags("Operations");
        group.MapGet("/health", (ProcessIdentity identity) => Healthy(identity))
            .WithName("get_health").WithSummary("Whether the process is alive")
            .WithDescription("Looks at nothing but the process itself: a restart would not help against a missing database.")
            .Produces<HealthResponse>();
        group.MapGet("/ready", ReadyAsync).WithName("get_ready").WithSummary("Whether the process can serve requests")
            .WithDescription("503 while it starts, while it drains, and while the cluster or the database is away.")
            .Produces<HealthResponse>().Refuses(503);
        group.MapGet("/version", (ProcessIdentity identity) => new VersionResponse(identity.ServiceName, BuildInfo.Version, BuildInfo.Commit))
            .WithName("get_version").WithSummary("Which build this is").WithDescription("Version and, when known, the commit.")
            .Produces<VersionResponse>();
        group.MapGet("/metrics", (PrometheusReader reader) => TypedResults.Text(reader.Scrape(), PrometheusText.ContentType))
            .AddEndpointFilter<OperatorsOnlyFilter>().WithName("get_metrics").WithSummary("Metrics for Prometheus")
            .WithDescription("Text exposition format 0.0.4. For callers in NUSALOKA_OPERATIONS_NETWORKS; for others there is none.")
            .Produces<string>(200, "text/plain").Refuses(404);
        group.MapGet("/status", StatusAsync).AddEndpointFilter<OperatorsOnlyFilter>().WithName("get_status").WithSummary("How the process sees itself and its cluster")
            .WithDescription("For callers in NUSALOKA_OPERATIONS_NETWORKS; for others there is none. With `format=text`, lines of a key, a tab and a value.")
            .WithMetadata(new DocumentedParameter("format", false, "`text` for lines instead of JSON.", "text"))
            .Produces<StatusResponse>().Refuses(404).ResponseExample(ExampleStatus);
        group.MapGet("/.well-known/jwks.json", JwksAsync).WithName("get_jwks").WithSummary("The public keys of access tokens")
            .WithDescription("A JSON Web Key Set (RFC 7517). Tokens are signed with ES256.").Produces<JwksResponse>();
    }

    private static HealthResponse Healthy(ProcessIdentity identity) => new("ok", identity.ServiceName, BuildInfo.Version);

    private static async Task<IResult> ReadyAsync(ProcessIdentity identity, Readiness readiness, CancellationToken cancellationToken) =>
        await readiness.WhyNotAsync(cancellationToken) is { } reason
            ? new ProblemResult(new Problem(StatusCodes.Status503ServiceUnavailable, reason) { RetryAfter = TimeSpan.FromSeconds(1) })
            : TypedResults.Ok(Healthy(identity));

    private static async Task<IResult> StatusAsync(HttpRequest request, StatusReader reader, CancellationToken cancellationToken)
    {
        var status = await reader.ReadAsync(cancellationToken);
        return request.Query["format"] == "text" ? TypedResults.Text(status.ToText()) : TypedResults.Ok(StatusResponse.Of(status));
    }

    private static async Task<JwksResponse> JwksAsync(SigningKeyCache keys, HttpContext context, CancellationToken cancellationToken)
    {
        var all = await keys.GetAllAsync(cancellationToken);
        context.Response.Headers.CacheControl = "public, max-age=300";
        return new JwksResponse([.. all.Select(key => new JwkResponse("EC", "sig", "ES256", "P-256", key.KeyId, key.X, key.Y))]);
    }
}
