using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Nusaloka.Accounts;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Trips;
using Nusaloka.Departures;
using Nusaloka.Trips;

namespace Nusaloka.Api.Departures;

/// <summary>Departures of trips: guides make and change them, who sees a trip sees its departures, signed in or not.</summary>
public static class DepartureEndpoints
{
    // Seats are sold by the second; caches only take the brunt of a crowd.
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    /// <summary>Adds /trips/{id}/departures and /departures/{id}.</summary>
    public static void MapDepartures(this IEndpointRouteBuilder routes)
    {
        var ofTrip = routes.MapGroup("/trips/{id}/departures").WithTags("Trips");
        ofTrip.MapGet("", ListAsync).RequireAuthorization(Policies.Everybody).WithName("list_departures").WithSummary("List a trip's departures")
            .WithDescription("By the day they start. With bookable=true only those that sell seats and have some.")
            .Produces<DeparturesResponse>().Refuses(404).ResponseExample(new DeparturesResponse([DepartureExamples.Departure], null));
        ofTrip.MapPost("", CreateAsync).RequireAuthorization(Policies.Person).WithName("create_departure").WithSummary("Add a departure to a trip")
            .WithDescription("For the trip's guide and admins. With an Idempotency-Key a repeat adds nothing.")
            .Produces<DepartureResponse>(201).Refuses(403, 404, 409, 422)
            .RequestExample(DepartureExamples.Request).ResponseExample(DepartureExamples.Departure with { Free = 10, Held = 0, Sold = 0, IsGuaranteed = false });

        var one = routes.MapGroup("/departures/{id}").WithTags("Trips");
        one.MapGet("", GetAsync).RequireAuthorization(Policies.Everybody).WithName("get_departure").WithSummary("Read a departure")
            .WithDescription("The ETag names the version of what the guide has said, for If-Match; seats change without it.")
            .Produces<DepartureResponse>().Refuses(404).ResponseExample(DepartureExamples.Departure);
        one.MapPut("", ChangeAsync).RequireAuthorization(Policies.Person).WithName("update_departure").WithSummary("Change a departure")
            .WithDescription(
                "For the trip's guide and admins. Days and time zone stay while seats are held or sold, and the capacity is never less than these. "
                + "With If-Match it is refused with 412 when the departure changed in between.")
            .Produces<DepartureResponse>().Refuses(403, 404, 409, 412).RequestExample(DepartureExamples.Request).ResponseExample(DepartureExamples.Departure);
        one.MapDelete("", CancelAsync).RequireAuthorization(Policies.Person).WithName("cancel_departure").WithSummary("Cancel a departure")
            .WithDescription("For the trip's guide until the first day begins, for admins until the last one is over; for good. Who has booked gets everything back; who waits is told. A repeat answers the same.")
            .Produces<DepartureResponse>().Refuses(403, 404, 409, 412)
            .ResponseExample(DepartureExamples.Departure with { Held = 0, Status = DepartureStatus.Cancelled });
    }

    /// <summary>A departure whose trip the caller may see; otherwise there is none for them.</summary>
    internal static async Task<Result<Departure>> FindAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var key))
            return DepartureErrors.NotFound;
        var departure = await Grain(key.ToString(), grains).GetAsync(cancellationToken);
        if (!departure.IsSuccess)
            return departure.Error;
        var trip = await ViewTripAsync(departure.Value.TripId, caller, grains, cancellationToken);
        return trip.IsSuccess ? departure.Value : DepartureErrors.NotFound;
    }

    /// <summary>The grain of a departure.</summary>
    internal static IDepartureGrain Grain(string id, IGrainFactory grains) => grains.GetGrain<IDepartureGrain>(id);

    private static async Task<IResult> ListAsync(
        string id, PageParameters page, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken,
        [FromQuery] bool bookable = false)
    {
        var trip = await ViewTripAsync(id, caller, grains, cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error.ToHttp();
        var found = await grains.GetGrain<IDepartureQueryGrain>("0").ListOfTripAsync(trip.Value.Id, bookable, page.Page, cancellationToken);
        return found.ToHttp(departures =>
        {
            OpenReading.MayKeep(context, Kept);
            return new DeparturesResponse([.. departures.Items.Select(DepartureResponse.Of)], departures.NextCursor);
        });
    }

    private static async Task<IResult> CreateAsync(
        string id, JsonBody<DepartureRequest> body, IdempotencyKey key, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var trip = await OwnTripAsync(id, caller, grains, cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error.ToHttp();
        if (trip.Value.Status == TripStatus.Deleted)
            return TripErrors.Deleted.ToHttp();

        // Whoever repeats the command with the same key means the same departure, and changes nothing by it.
        var command = body.Value.ToCommand(trip.Value, expectedVersion: 0);
        if (!command.IsSuccess)
            return command.Error.ToHttp();
        var departureId = key.Value is { } name ? NameBasedId.Create($"departure\n{caller.Id()}\n{trip.Value.Id}\n{name}") : Guid.CreateVersion7(clock.GetUtcNow());
        var saved = await Grain(departureId.ToString(), grains).SaveAsync(command.Value, cancellationToken);
        if (saved.Error?.Code == DepartureErrors.VersionMismatch.Code)
            return DepartureErrors.KeyReused.ToHttp();
        return saved.ToHttp(departure =>
        {
            IfMatch.SetETag(context, departure.Version);
            return (IResult)TypedResults.Created($"/api/v1/departures/{departure.Id}", DepartureResponse.Of(departure));
        });
    }

    private static async Task<IResult> GetAsync(
        string id, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        Answer(await FindAsync(id, caller, grains, cancellationToken), context, isRead: true);

    private static async Task<IResult> ChangeAsync(
        string id, JsonBody<DepartureRequest> body, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var departure = await FindAsync(id, caller, grains, cancellationToken);
        if (!departure.IsSuccess)
            return departure.Error.ToHttp();
        var trip = await OwnTripAsync(departure.Value.TripId, caller, grains, cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error.ToHttp();
        var command = body.Value.ToCommand(trip.Value, ifMatch.ExpectedVersion);
        return command.IsSuccess
            ? Answer(await Grain(departure.Value.Id, grains).SaveAsync(command.Value, cancellationToken), context)
            : command.Error.ToHttp();
    }

    private static async Task<IResult> CancelAsync(
        string id, IfMatch ifMatch, ClaimsPrincipal caller, HttpContext context, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var departure = await FindAsync(id, caller, grains, cancellationToken);
        if (!departure.IsSuccess)
            return departure.Error.ToHttp();
        var trip = await OwnTripAsync(departure.Value.TripId, caller, grains, cancellationToken);
        // What goes back to the travellers then, and what the guide has earned, staff decide.
        if (trip.IsSuccess && clock.GetUtcNow() >= departure.Value.StartsAt && !caller.Is(Role.Admin))
            return DepartureErrors.Begun.ToHttp();
        return trip.IsSuccess
            ? Answer(await Grain(departure.Value.Id, grains).CancelAsync(ifMatch.ExpectedVersion, cancellationToken), context)
            : trip.Error.ToHttp();
    }

    // Seats change without the version, so a reader who has the version has not the seats: never 304.
    private static IResult Answer(Result<Departure> result, HttpContext context, bool isRead = false) => result.ToHttp(departure =>
    {
        if (isRead)
            OpenReading.MayKeep(context, Kept);
        IfMatch.SetETag(context, departure.Version);
        return (IResult)TypedResults.Ok(DepartureResponse.Of(departure));
    });

    private static async Task<Result<Trip>> OwnTripAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var trip = await ViewTripAsync(id, caller, grains, cancellationToken);
        return !trip.IsSuccess || trip.Value.GuideId == caller.Id() || caller.Is(Role.Admin) ? trip : TripErrors.NotYours;
    }

    private static async Task<Result<Trip>> ViewTripAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var key)
            ? await grains.GetGrain<ITripGrain>(key.ToString()).ViewAsync(caller.Actor(), cancellationToken)
            : TripErrors.NotFound;
}
