using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Search;

namespace Nusaloka.Api.Search;

/// <summary>Places of Indonesia, open to everybody.</summary>
public static class PlaceEndpoints
{
    private static readonly PlaceResponse Example = new(
        Guid.Parse("6a1f0c52-9e34-8b1d-a4f0-2b7c9d3e5f60"), PlaceKind.Island, "Gili Meno", "Kabupaten Lombok Utara", "Nusa Tenggara Barat", -8.35050, 116.05700,
        "Asia/Makassar", null, 2_264);

    /// <summary>Adds /places and /places/{id}.</summary>
    public static void MapPlaces(this IEndpointRouteBuilder routes)
    {
        var places = routes.MapGroup("/places").AllowAnonymous().RequireRateLimit(Limits.Search).WithTags("Search");
        places.MapGet("", FindAsync).WithName("find_places").WithSummary("Find places by name or near a point")
            .WithDescription("With a name, the best first: the name itself, then names that begin so and names that it misspells. With a point alone, the nearest first.")
            .Produces<PlacesResponse>().ResponseExample(new PlacesResponse([Example]));
        places.MapGet("/{id}", GetAsync).WithName("get_place").WithSummary("Read a place")
            .WithDescription("As it was when the places were last loaded.")
            .Produces<PlaceResponse>().Refuses(404).ResponseExample(Example with { DistanceMeters = null });
    }

    private static async Task<PlacesResponse> FindAsync(PlaceParameters parameters, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<IPlaceSearchGrain>("0").FindAsync(parameters.Query, cancellationToken);
        return new PlacesResponse([.. found.Select(PlaceResponse.Of)]);
    }

    private static async Task<IResult> GetAsync(string id, IGrainFactory grains, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var placeId)
            ? (await grains.GetGrain<IPlaceSearchGrain>("0").GetAsync(placeId, cancellationToken)).ToHttp(PlaceResponse.Of)
            : SearchErrors.PlaceNotFound.ToHttp();
}
