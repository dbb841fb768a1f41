using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Departures;

namespace Nusaloka.Api.Departures;

/// <summary>Waiting for seats of departures that have not enough.</summary>
public static class WaitingEndpoints
{
    /// <summary>Adds /departures/{id}/waiting and /account/waiting.</summary>
    public static void MapWaiting(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/departures/{id}/waiting").RequireAuthorization(Policies.Person).WithTags("Trips");
        group.MapGet("", GetAsync).WithName("get_waiting_place").WithSummary("Read one's place on a departure's waiting list")
            .WithDescription("With the time until which the seats are kept, once they are offered.")
            .Produces<WaitingPlaceResponse>().Refuses(404).ResponseExample(DepartureExamples.Place);
        group.MapPost("", JoinAsync).WithName("join_waiting").WithSummary("Wait for seats of a departure")
            .WithDescription(
                "When enough seats are free they are kept for the first whom they suffice for, for 30 minutes, who is written to. "
                + "A repeat changes the number of seats and keeps the place.")
            .Produces<WaitingPlaceResponse>().Refuses(404, 409)
            .RequestExample(new JoinWaitingRequest { Seats = 2 }).ResponseExample(DepartureExamples.Place);
        group.MapDelete("", LeaveAsync).WithName("leave_waiting").WithSummary("Wait no more")
            .WithDescription("Gives up what is offered. A repeat changes nothing.")
            .Produces(204).Refuses(404);
        routes.MapGet("/account/waiting", ListAsync).RequireAuthorization(Policies.Person).WithTags("Trips").WithName("list_waiting_places")
            .WithSummary("List where one waits for seats").WithDescription("Newest first; departures that sell no seats any more are left out.")
            .Produces<WaitingPlacesResponse>().ResponseExample(new WaitingPlacesResponse([DepartureExamples.Place], null));
    }

    private static async Task<IResult> GetAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var departure = await DepartureEndpoints.FindAsync(id, caller, grains, cancellationToken);
        return departure.IsSuccess
            ? (await DepartureEndpoints.Grain(departure.Value.Id, grains).GetWaitingAsync(caller.Id(), cancellationToken)).ToHttp(WaitingPlaceResponse.Of)
            : departure.Error.ToHttp();
    }

    private static async Task<IResult> JoinAsync(
        string id, JsonBody<JoinWaitingRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var departure = await DepartureEndpoints.FindAsync(id, caller, grains, cancellationToken);
        if (!departure.IsSuccess)
            return departure.Error.ToHttp();
        var joined = await DepartureEndpoints.Grain(departure.Value.Id, grains).JoinWaitingAsync(new JoinWaiting(caller.Id(), body.Value.Seats), cancellationToken);
        return joined.ToHttp(WaitingPlaceResponse.Of);
    }

    private static async Task<IResult> LeaveAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(id, "D", out var key))
            return DepartureErrors.NotFound.ToHttp();
        // Whoever waits may leave although the trip is not to be seen any more.
        var grain = DepartureEndpoints.Grain(key.ToString(), grains);
        if (!(await grain.GetWaitingAsync(caller.Id(), cancellationToken)).IsSuccess
            && (await DepartureEndpoints.FindAsync(id, caller, grains, cancellationToken)).Error is { } hidden)
        {
            return hidden.ToHttp();
        }

        var left = await grain.LeaveWaitingAsync(caller.Id(), cancellationToken);
        return left.IsSuccess ? TypedResults.NoContent() : left.Error.ToHttp();
    }

    private static async Task<IResult> ListAsync(
        PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IDepartureQueryGrain>("0").ListWaitingAsync(caller.Id(), page.Page, cancellationToken)).ToHttp(static places =>
            new WaitingPlacesResponse([.. places.Items.Select(WaitingPlaceResponse.Of)], places.NextCursor));
}
