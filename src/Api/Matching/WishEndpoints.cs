using System.Security.Claims;
using Nusaloka.Api.Auth;
using Nusaloka.Api.Http;
using Nusaloka.Matching;

namespace Nusaloka.Api.Matching;

/// <summary>What a traveller would like, and what fits it.</summary>
public static class WishEndpoints
{
    /// <summary>Adds /account/wishes.</summary>
    public static void MapWishes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account/wishes").RequireAuthorization(Policies.Person).WithTags("Matching");
        group.MapGet("", ListAsync).WithName("list_wishes").WithSummary("List one's wishes").WithDescription("Oldest first, at most 5.")
            .Produces<WishesResponse>().ResponseExample(new WishesResponse([MatchExamples.Wish]));
        group.MapPost("", AddAsync).WithName("add_wish").WithSummary("Say what one would like")
            .WithDescription("A time, a budget, and whatever else matters. With an Idempotency-Key a repeat adds nothing.")
            .Produces<WishResponse>(201).Refuses(404, 409).RequestExample(MatchExamples.Request).ResponseExample(MatchExamples.Wish);
        group.MapPut("/{id}", ChangeAsync).WithName("update_wish").WithSummary("Change a wish")
            .WithDescription("All of it: what is not there is empty from then on.")
            .Produces<WishResponse>().Refuses(404).RequestExample(MatchExamples.Request).ResponseExample(MatchExamples.Wish);
        group.MapDelete("/{id}", RemoveAsync).WithName("remove_wish").WithSummary("Forget a wish")
            .WithDescription("What was said to guides because of it stays.").Produces(204).Refuses(404);
        group.MapGet("/{id}/matches", ListMatchesAsync).WithName("list_matches").WithSummary("List departures that fit a wish")
            .WithDescription("Those with 80 points of 100 and more that can be booked now, the best first, at most 50. Each shows its parts; the formulas are documented.")
            .Produces<MatchesResponse>().Refuses(404).ResponseExample(new MatchesResponse([MatchExamples.Match]));
        group.MapGet("/{id}/guides", ListGuidesAsync).WithName("list_matching_guides").WithSummary("List guides who fit a wish")
            .WithDescription("Those with departures of 80 points and more that can be booked now, by the best of each, which is shown with its parts. At most 50.")
            .Produces<GuideMatchesResponse>().Refuses(404).ResponseExample(new GuideMatchesResponse([MatchExamples.Guide]));
        group.MapGet("/{id}/companions", ListCompanionsAsync).WithName("list_companions").WithSummary("List people who would like the same")
            .WithDescription("Those with 80 points and more whose wishes are open to companions, as this one must be. The best first, at most 50.")
            .Produces<CompanionsResponse>().Refuses(404, 409).ResponseExample(new CompanionsResponse([MatchExamples.Companion]));
    }

    private static async Task<IResult> ListAsync(ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok(new WishesResponse([.. (await Wishes(grains, caller).ListAsync(cancellationToken)).Items.Select(WishResponse.Of)]));

    private static Task<IResult> AddAsync(
        JsonBody<WishRequest> body, IdempotencyKey key, ClaimsPrincipal caller, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = key.Value is { } name ? NameBasedId.Create($"wish\n{caller.Id()}\n{name}") : Guid.CreateVersion7(clock.GetUtcNow());
        return SaveAsync(id.ToString(), isNew: true, body.Value, caller, grains, cancellationToken);
    }

    private static Task<IResult> ChangeAsync(
        string id, JsonBody<WishRequest> body, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        SaveAsync(id, isNew: false, body.Value, caller, grains, cancellationToken);

    private static async Task<IResult> RemoveAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var removed = await Wishes(grains, caller).RemoveAsync(id, cancellationToken);
        return removed.IsSuccess ? TypedResults.NoContent() : removed.Error.ToHttp();
    }

    private static async Task<IResult> ListMatchesAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var wish = await Wishes(grains, caller).GetAsync(id, cancellationToken);
        if (!wish.IsSuccess)
            return wish.Error.ToHttp();
        var found = await grains.GetGrain<IMatchQueryGrain>("0").FindTripsAsync(wish.Value, cancellationToken);
        return TypedResults.Ok(new MatchesResponse([.. found.Items.Select(MatchResponse.Of)]));
    }

    private static async Task<IResult> ListGuidesAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var wish = await Wishes(grains, caller).GetAsync(id, cancellationToken);
        if (!wish.IsSuccess)
            return wish.Error.ToHttp();
        var found = await grains.GetGrain<IMatchQueryGrain>("0").FindGuidesAsync(wish.Value, cancellationToken);
        return TypedResults.Ok(new GuideMatchesResponse([.. found.Items.Select(GuideMatchResponse.Of)]));
    }

    private static async Task<IResult> ListCompanionsAsync(string id, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var wish = await Wishes(grains, caller).GetAsync(id, cancellationToken);
        if (!wish.IsSuccess)
            return wish.Error.ToHttp();
        var found = await grains.GetGrain<IMatchQueryGrain>("0").FindCompanionsAsync(wish.Value, cancellationToken);
        return found.ToHttp(static companions => new CompanionsResponse([.. companions.Items.Select(CompanionResponse.Of)]));
    }

    private static async Task<IResult> SaveAsync(
        string id, bool isNew, WishRequest request, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var saved = await Wishes(grains, caller).SaveAsync(new SaveWish(id, isNew, request.ToDetails()), cancellationToken);
        return saved.ToHttp(wish => isNew
            ? (IResult)TypedResults.Created($"/api/v1/account/wishes/{wish.Id}", WishResponse.Of(wish))
            : TypedResults.Ok(WishResponse.Of(wish)));
    }

    private static IWishGrain Wishes(IGrainFactory grains, ClaimsPrincipal caller) => grains.GetGrain<IWishGrain>(caller.Id());
}
