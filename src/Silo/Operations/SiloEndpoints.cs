using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Nusaloka.Silo.Observability;

namespace Nusaloka.Silo.Operations;

/// <summary>What a silo process answers operators. No secrets and no login: it listens where only operators reach it.</summary>
internal static class SiloEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.General) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Adds /health, /ready, /metrics, /version and /status.</summary>
    public static void MapSiloOperations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", (ProcessIdentity identity) => Answer(identity, "ok"));
        routes.MapGet("/ready", async (ProcessIdentity identity, Readiness readiness, HttpContext context, CancellationToken cancellationToken) =>
        {
            if (await readiness.WhyNotAsync(cancellationToken) is not { } reason)
                return Answer(identity, "ok");
            context.Response.Headers.RetryAfter = "1";
            return Answer(identity, reason, StatusCodes.Status503ServiceUnavailable);
        });
        routes.MapGet("/metrics", (PrometheusReader reader) => TypedResults.Text(reader.Scrape(), PrometheusText.ContentType));
        routes.MapGet("/version", (ProcessIdentity identity) =>
            TypedResults.Json(new { Service = identity.ServiceName, BuildInfo.Version, BuildInfo.Commit }, Json));
        routes.MapGet("/status", async (StatusReader reader, string? format, CancellationToken cancellationToken) =>
        {
            var status = await reader.ReadAsync(cancellationToken);
            return format == "text" ? TypedResults.Text(status.ToText()) : (IResult)TypedResults.Json(status, Json);
        });
    }

    private static JsonHttpResult<Health> Answer(ProcessIdentity identity, string status, int code = StatusCodes.Status200OK) =>
        TypedResults.Json(new Health(status, identity.ServiceName, BuildInfo.Version), Json, statusCode: code);

    private sealed record Health(string Status, string Service, string Version);
}
