using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;

namespace Nusaloka.Api.Tests;

/// <summary>Routes that only tests add, to reach what the product's own routes seldom do.</summary>
internal static class TestRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/test").AllowAnonymous().ExcludeFromDescription();
        open.MapPost("/echo", (JsonBody<EchoRequest> body) => TypedResults.Ok(body.Value));
        open.MapGet("/throw", string () => throw new InvalidOperationException("a secret inside"));
        open.MapGet("/timeout", string () => throw new TimeoutException());
        open.MapMethods("/away/{what}", ["GET", "POST", "PUT", "DELETE"], string (string what) => throw (what == "silo"
            ? new SiloUnavailableException("gone")
            : (Exception)new LimitExceededException("full")));
        open.MapGet("/page", (PageParameters page) => TypedResults.Ok(page.Page));
        open.MapGet("/key", (IdempotencyKey key) => TypedResults.Ok(new { key = key.Value }));
        routes.MapGet("/test/forgotten", () => "nobody said who may read this").ExcludeFromDescription();
        routes.MapPost("/test/people", (JsonBody<EchoRequest> body) => TypedResults.Ok(body.Value))
            .RequireAuthorization(Policies.Person).ExcludeFromDescription();
    }
}

/// <summary>A body with one member of each sort.</summary>
public sealed record EchoRequest
{
    [Description("Whole rupiah.")]
    public required long Amount { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? At { get; init; }

    public EchoColor? Color { get; init; }

    public IReadOnlyList<EchoItem>? Items { get; init; }
}

/// <summary>A nested object.</summary>
public sealed record EchoItem(int Count);

/// <summary>Some choices.</summary>
public enum EchoColor
{
    /// <summary>Merah.</summary>
    Red,

    /// <summary>Putih dan merah.</summary>
    RedAndWhite,
}
