using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Api.Trips;
using Nusaloka.Departures;
using Nusaloka.Matching;
using Nusaloka.Trips;

namespace Nusaloka.Api.Matching;

/// <summary>Travellers and guides find each other: neither is told who the other's people are before both have agreed.</summary>
public static class InterestEndpoints
{
    /// <summary>Adds /account/interests, /trips/{id}/interests and /interests.</summary>
    public static void MapInterests(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/account/interests").RequireAuthorization(Policies.Person).WithTags("Matching");
        own.MapGet("", ListOwnAsync).WithName("list_interests").WithSummary("List where one would come along")
            .WithDescription("The last changed first.").Produces<InterestsResponse>()
            .ResponseExample(new InterestsResponse([MatchExamples.Interest], null));
        own.MapPost("", ExpressAsync).WithName("express_interest").WithSummary("Say that one would come along")
            .WithDescription("On a departure that is a match of one of one's wishes. The guide sees that there is somebody, how many and how well it fits, and not who. Repeating it changes nothing.")
            .Produces<InterestResponse>(201).Refuses(404, 409, 422)
            .RequestExample(new ExpressInterestRequest { WishId = MatchExamples.Wish.Id, DepartureId = MatchExamples.Match.DepartureId })
            .ResponseExample(MatchExamples.Interest);
        own.MapDelete("/{id}", WithdrawAsync).WithName("withdraw_interest").WithSummary("Change one's mind")
            .WithDescription("The guide sees nothing of it any more.").Produces(204).Refuses(404);

        routes.MapGet("/trips/{id}/interests", ListOfTripAsync).RequireAuthorization(Policies.Person).WithTags("Matching").WithName("list_trip_interests")
            .WithSummary("List who would come along on one's trip")
            .WithDescription("For its guide. Until both have agreed `traveller_id` is null.")
            .Produces<InterestsResponse>().Refuses(403, 404)
            .ResponseExample(new InterestsResponse([MatchExamples.Interest with { TravellerId = null }], null));
        var group = routes.MapGroup("/interests").RequireAuthorization(Policies.Person).WithTags("Matching");
        group.MapPost("/{id}/accept", AcceptAsync).WithName("accept_interest").WithSummary("Invite somebody who would come along")
            .WithDescription("For the guide of the trip. From then on both see each other.")
            .Produces<InterestResponse>().Refuses(404, 409)
            .ResponseExample(MatchExamples.Interest with { Status = InterestStatus.Agreed });
        group.MapPost("/{id}/decline", DeclineAsync).WithName("decline_interest").WithSummary("Decline somebody who would come along")
            .WithDescription("For the guide of the trip, also after accepting. It stays so.")
            .Produces<InterestResponse>().Refuses(404)
            .ResponseExample(MatchExamples.Interest with { Status = InterestStatus.Declined, TravellerId = null });
    }

    private static async Task<IResult> ListOwnAsync(
        PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        (await grains.GetGrain<IMatchQueryGrain>("0").ListInterestsOfTravellerAsync(caller.Id(), page.Page, cancellationToken)).ToHttp(InterestsResponse.Of);

    private static async Task<IResult> ExpressAsync(
        JsonBody<ExpressInterestRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(body.Value.DepartureId) is not { } departureId)
            return DepartureErrors.NotFound.ToHttp();
        var expressed = await grains.GetGrain<IInterestGrain>(InterestId.Of(caller.Id(), departureId)).ExpressAsync(
            new ExpressInterest(caller.Id(), body.Value.WishId, departureId), cancellationToken);
        return expressed.ToHttp(static interest => (IResult)TypedResults.Created((string?)null, InterestResponse.Of(interest)));
    }

    private static async Task<IResult> WithdrawAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(id) is not { } interestId)
            return MatchErrors.InterestNotFound.ToHttp();
        var withdrawn = await grains.GetGrain<IInterestGrain>(interestId).WithdrawAsync(caller.Id(), cancellationToken);
        return withdrawn.IsSuccess ? TypedResults.NoContent() : withdrawn.Error.ToHttp();
    }

    private static async Task<IResult> ListOfTripAsync(
        string id, PageParameters page, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        if (TripEndpoints.IdOf(id) is not { } tripId)
            return TripErrors.NotFound.ToHttp();
        var trip = await grains.GetGrain<ITripGrain>(tripId).ViewAsync(caller.Actor(), cancellationToken);
        if (!trip.IsSuccess)
            return trip.Error.ToHttp();
        if (trip.Value.GuideId != caller.Id())
            return TripErrors.NotYours.ToHttp();
        return (await grains.GetGrain<IMatchQueryGrain>("0").ListInterestsOfTripAsync(tripId, page.Page, cancellationToken)).ToHttp(InterestsResponse.Of);
    }

    private static Task<IResult> AcceptAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        AnswerAsync(id, isAccepted: true, caller, grains, cancellationToken);

    private static Task<IResult> DeclineAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        AnswerAsync(id, isAccepted: false, caller, grains, cancellationToken);

    private static async Task<IResult> AnswerAsync(
        string id, bool isAccepted, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        TripEndpoints.IdOf(id) is { } interestId
            ? (await grains.GetGrain<IInterestGrain>(interestId).AnswerAsync(caller.Id(), isAccepted, cancellationToken)).ToHttp(InterestResponse.Of)
            : MatchErrors.InterestNotFound.ToHttp();
}
