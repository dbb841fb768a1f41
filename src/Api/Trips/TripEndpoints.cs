using System.Security.Claims;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Bookings;
using Nusaloka.Trips;

namespace Nusaloka.Api.Trips;

/// <summary>Trip packages: guides write and publish them, everybody reads what is published.</summary>
public static class TripEndpoints
{
    // A trip that was changed or taken off may be shown so long by caches.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>Adds /trips but for the list of all.</summary>
    public static void MapTrips(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/trips").WithTags("Trips");
        MapReading(group);
        MapWriting(group);
    }

    /// <summary>The id of a trip in a path, as its grain is called; null when it can be nobody's.</summary>
    internal static string? IdOf(string text) => Guid.TryParseExact(text, "D", out var id) ? id.ToString() : null;

    /// <summary>Who asks; nobody has an empty id.</summary>
    internal static TripActor Actor(this ClaimsPrincipal caller) => new(caller.IdOrNobody(), caller.IsStaff(), caller.Is(Role.Admin));

    private static void MapReading(RouteGroupBuilder group)
    {
        group.MapGet("/{id}", GetAsync).RequireAuthorization(Policies.Everybody).WithName("get_trip").WithSummary("Read a trip")
            .WithDescription("Open to everybody who may see the trip. Drafts are there for their guide and staff; deleted trips also for who has booked them. The ETag names the version, for If-Match.")
            .Produces<TripResponse>().Refuses(404).ResponseExample(TripExamples.Trip);
        group.MapGet("/{id}/itinerary", GetItineraryAsync).RequireAuthorization(Policies.Everybody).WithName("get_itinerary").WithSummary("Read what is done on each day of a trip")
            .WithDescription("Times are local. Who sees the trip sees its itinerary.")
            .Produces<ItineraryResponse>().Refuses(404)
            .ResponseExample(new ItineraryResponse(TripExamples.TripId, TripExamples.Trip.Title, TripExamples.Trip.TimeZone, TripExamples.Trip.Days));
        group.MapGet("/{id}/revisions", ListRevisionsAsync).RequireAuthorization().WithName("list_trip_revisions").WithSummary("List what was done to a trip")
            .WithDescription("For its guide, staff and who has booked it. The last first; each says who, when, what was done, and what is written since in the parts that changed.")
            .Produces<TripRevisionsResponse>().Refuses(403, 404).ResponseExample(new TripRevisionsResponse([TripExamples.Revision], null));
        group.MapGet("/mine", ListMineAsync).RequireAuthorization(Policies.Person).WithName("list_own_trips").WithSummary("List one's own trips")
            .WithDescription("Drafts, published and archived ones, the last changed first.")
            .Produces<OwnTripsResponse>().ResponseExample(new OwnTripsResponse([TripExamples.Summary], null));
    }

    private static void MapWriting(RouteGroupBuilder group)
    {
        group.MapPost("", CreateAsync).RequireAuthorization(Policies.Person).WithName("create_trip").WithSummary("Begin a trip")
            .WithDescription("It is a draft until it is published, and may lack anything but its title. With an Idempotency-Key a repeat answers the same trip.")
            .Produces<TripResponse>(201).Refuses(404, 422)
            .RequestExample(TripExamples.Request).ResponseExample(TripExamples.Trip with { Status = TripStatus.Draft, PublishedAt = null, Version = 1 });
        group.MapPut("/{id}", ChangeAsync).RequireAuthorization(Policies.Person).WithName("update_trip").WithSummary("Write a trip anew")
            .WithDescription("All of it: what is not there is empty from then on. A published trip must stay complete. With If-Match it is refused with 412 when the trip changed in between.")
            .Produces<TripResponse>().Refuses(403, 404, 409, 412, 422).RequestExample(TripExamples.Request).ResponseExample(TripExamples.Trip);
        group.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Policies.Person).WithName("delete_trip").WithSummary("Delete a trip")
            .WithDescription("It stays for its guide, staff and who has booked it. Bookings go on. Repeating it changes nothing.")
            .Produces(204).Refuses(403, 404, 412);
        group.MapPost("/{id}/publish", PublishAsync).RequireAuthorization(Policies.Person).WithName("publish_trip").WithSummary("Publish a trip")
            .WithDescription("Needs a guide whose identity is verified, and a complete trip: 422 names all that is missing.")
            .Produces<TripResponse>().Refuses(403, 404, 409, 412, 422).ResponseExample(TripExamples.Trip);
        group.MapPost("/{id}/archive", ArchiveAsync).RequireAuthorization(Policies.Person).WithName("archive_trip").WithSummary("Take a trip off the market")
            .WithDescription("Nobody can book it any more; bookings go on. It can be published again.")
            .Produces<TripResponse>().Refuses(403, 404, 409, 412)
            .ResponseExample(TripExamples.Trip with { Status = TripStatus.Archived, Version = 4 });
    }

    private static async Task<IResult> GetAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await ViewAsync(id, caller, grains, cancellationToken)).ToHttp(trip =>
        {
            OpenReading.MayKeep(context, Kept);
            return IfMatch.Versioned(context, trip.Version, TripResponse.Of(trip));
        });

    private static async Task<IResult> GetItineraryAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await ViewAsync(id, caller, grains, cancellationToken)).ToHttp(trip =>
        {
            OpenReading.MayKeep(context, Kept);
            return IfMatch.Versioned(context, trip.Version, ItineraryResponse.Of(trip));
        });

    private static async Task<IResult> ListRevisionsAsync(
        string id, PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var trip = await ViewAsync(id, caller, grains, cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error.ToHttp();
        if (trip.Value.GuideId != caller.Id() && !caller.IsStaff()
            && !await grains.GetGrain<IBookingQueryGrain>("0").HasBookedAsync(caller.Id(), trip.Value.Id, cancellationToken))
            return TripErrors.NotYours.ToHttp();

        var found = await grains.GetGrain<ITripQueryGrain>("0").ListRevisionsAsync(trip.Value.Id, page.Page, cancellationToken);
        return found.ToHttp(static revisions => new TripRevisionsResponse([.. revisions.Items.Select(TripRevisionResponse.Of)], revisions.NextCursor));
    }

    private static async Task<IResult> ListMineAsync(
        PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<ITripQueryGrain>("0").ListOfGuideAsync(caller.Id(), page.Page, cancellationToken);
        return found.ToHttp(static trips => new OwnTripsResponse([.. trips.Items.Select(TripSummaryResponse.Of)], trips.NextCursor));
    }

    private static async Task<IResult> CreateAsync(
        JsonBody<TripRequest> body, IdempotencyKey key, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var id = key.Value is { } name ? NameBasedId.Create($"trip\n{caller.Id()}\n{name}") : Guid.CreateVersion7(clock.GetUtcNow());
        var begun = await grains.GetGrain<ITripGrain>(id.ToString()).CreateAsync(new CreateTrip(caller.Id(), body.Value.ToDetails()), cancellationToken);
        return begun.ToHttp(trip =>
        {
            IfMatch.SetETag(context, trip.Version);
            return (IResult)TypedResults.Created($"/api/v1/trips/{trip.Id}", TripResponse.Of(trip));
        });
    }

    private static Task<IResult> ChangeAsync(
        string id, JsonBody<TripRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var command = new ChangeTrip(caller.Actor(), body.Value.ToDetails(), ifMatch.ExpectedVersion);
        return CommandAsync(id, context, grains, trip => trip.ChangeAsync(command, cancellationToken));
    }

    private static Task<IResult> PublishAsync(
        string id, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        CommandAsync(id, context, grains, trip => trip.PublishAsync(new TripCommand(caller.Actor(), ifMatch.ExpectedVersion), cancellationToken));

    private static Task<IResult> ArchiveAsync(
        string id, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        CommandAsync(id, context, grains, trip => trip.ArchiveAsync(new TripCommand(caller.Actor(), ifMatch.ExpectedVersion), cancellationToken));

    private static async Task<IResult> DeleteAsync(
        string id, IfMatch ifMatch, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (IdOf(id) is not { } tripId)
            return TripErrors.NotFound.ToHttp();
        var deleted = await grains.GetGrain<ITripGrain>(tripId).DeleteAsync(new TripCommand(caller.Actor(), ifMatch.ExpectedVersion), cancellationToken);
        return deleted.IsSuccess ? TypedResults.NoContent() : deleted.Error.ToHttp();
    }

    private static async Task<IResult> CommandAsync(
        string id, HttpContext context, IGrainFactory grains, Func<ITripGrain, Task<Result<Trip>>> command) =>
        IdOf(id) is { } tripId
            ? (await command(grains.GetGrain<ITripGrain>(tripId))).ToHttp(trip => IfMatch.Versioned(context, trip.Version, TripResponse.Of(trip)))
            : TripErrors.NotFound.ToHttp();

    private static Task<Result<Trip>> ViewAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        IdOf(id) is { } tripId
            ? grains.GetGrain<ITripGrain>(tripId).ViewAsync(caller.Actor(), cancellationToken)
            : Task.FromResult<Result<Trip>>(TripErrors.NotFound);
}
