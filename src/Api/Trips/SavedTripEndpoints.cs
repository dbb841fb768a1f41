using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Trips;

namespace Nusaloka.Api.Trips;

/// <summary>The trips that a person has saved.</summary>
public static class SavedTripEndpoints
{
    /// <summary>Adds /account/saved-trips.</summary>
    public static void MapSavedTrips(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/saved-trips").RequireAuthorization(Policies.Person).WithTags("Trips");
        group.MapGet("", ListAsync).WithName("list_saved_trips").WithSummary("List the trips that one has saved")
            .WithDescription("The last saved first; those that were deleted since are left out.")
            .Produces<SavedTripsResponse>().ResponseExample(new SavedTripsResponse([new(TripExamples.Summary, TripExamples.At)], null));
        group.MapPost("", SaveAsync).WithName("save_trip").WithSummary("Save a trip")
            .WithDescription("At most 200. Who has saved a trip hears when a full departure frees seats or the price falls. Saving it again changes nothing.")
            .Produces(204).Refuses(404, 409).RequestExample(new SaveTripRequest { TripId = TripExamples.TripId });
        group.MapDelete("/{id}", RemoveAsync).WithName("unsave_trip").WithSummary("Forget a saved trip")
            .WithDescription("By the id of the trip. One that is not saved stays so.").Produces(204);
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<ITripQueryGrain>("0").ListSavedAsync(caller.Id(), page.Page, cancellationToken);
        return found.ToHttp(static trips => new SavedTripsResponse(
            [.. trips.Items.Select(static one => new SavedTripResponse(TripSummaryResponse.Of(one.Trip), one.SavedAt))], trips.NextCursor));
    }

    private static async Task<IResult> SaveAsync(
        JsonBody<SaveTripRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(body.Value.TripId) is not { } tripId)
            return TripErrors.NotFound.ToHttp();
        var saved = await grains.GetGrain<ISavedTripsGrain>(caller.Id()).SaveAsync(tripId, cancellationToken);
        return saved.IsSuccess ? TypedResults.NoContent() : saved.Error.ToHttp();
    }

    private static async Task<IResult> RemoveAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(id) is { } tripId)
            await grains.GetGrain<ISavedTripsGrain>(caller.Id()).RemoveAsync(tripId, cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <summary>Saves a trip.</summary>
public sealed record SaveTripRequest
{
    /// <summary>Which.</summary>
    [Description("The trip's id."), MinLength(36), MaxLength(36)]
    public required string TripId { get; init; }
}

/// <summary>A trip that one has saved.</summary>
/// <param name="Trip">The trip as it is now.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record SavedTripResponse(TripSummaryResponse Trip, DateTimeOffset SavedAt);

/// <summary>One page of saved trips.</summary>
/// <param name="Data">The last saved first.</param>
/// <param name="NextCursor">Where the next page begins; null at the end.</param>
public sealed record SavedTripsResponse(IReadOnlyList<SavedTripResponse> Data, string? NextCursor);
