using Nusaloka.Api.Http;
using Nusaloka.Api.RateLimits;
using Nusaloka.Search;
using Nusaloka.Trips;

namespace Nusaloka.Api.Search;

/// <summary>The search for trips, open to everybody.</summary>
public static class SearchEndpoints
{
    private const int PlacesBesideTrips = 5;

    private static readonly ListedTripResponse Trip = new(
        "0199a0c2-5b7e-7c3a-9d51-0f6b1f2c3d4e", "Tiga pulau Gili dalam tiga hari", "3f1d9c64-0b1e-8a55-9d51-0f6b1f2c3d4e", "Lombok", ["Gili Trawangan", "Gili Meno", "Gili Air"],
        1_250_000, 3, TripDifficulty.Easy, 12, ["id", "en"], ["snorkeling"], null, 4.8, 25,
        new NextDepartureResponse("0199a0c2-6000-7c3a-9d51-0f6b1f2c3d4e", new DateOnly(2026, 12, 20), 4, 1_250_000), null, 1_100_000);

    private static readonly ListedTripsResponse Trips = new(
        [Trip], null, false, 1, new Dictionary<string, IReadOnlyList<FacetValueResponse>>
        {
            ["region"] = [new("Lombok", 1)], ["price"] = [new("1000000-2499999", 1)], ["days"] = [new("2-3", 1)], ["difficulty"] = [new("easy", 1)],
            ["month"] = [new("2026-12", 1)], ["tag"] = [new("snorkeling", 1)],
        });

    /// <summary>Adds GET /trips and /search/*.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/trips", ListAsync).AllowAnonymous().RequireRateLimit(Limits.Search).WithTags("Search").WithName("list_trips")
            .WithSummary("Find trips by words, place, price, dates and more")
            .WithDescription("Published trips. The first page counts what there is to choose from: each facet counts what fits all that was asked for but its own choice.")
            .Produces<ListedTripsResponse>().ResponseExample(Trips);
        var search = routes.MapGroup("/search").AllowAnonymous().RequireRateLimit(Limits.Search).WithTags("Search");
        search.MapGet("", SearchAsync).WithName("search").WithSummary("Find trips and places")
            .WithDescription("Takes what `GET /trips` takes; the next page of trips is there.")
            .Produces<SearchResponse>().ResponseExample(new SearchResponse(Trips, []));
        search.MapGet("/suggest", SuggestAsync).WithName("suggest").WithSummary("Complete what is being typed")
            .WithDescription("At most `limit` of each: words that many search for, titles of trips, places.")
            .WithMetadata(
                new DocumentedParameter("q", false, "What was typed so far.", "gili tra") { MaxLength = SearchLimits.MaxTextLength },
                new DocumentedParameter("limit", false, "The most of each.", "5") { Integer = (1, SearchLimits.MaxSuggestions, 5) })
            .Produces<SuggestionsResponse>().ResponseExample(new SuggestionsResponse([new(SuggestionKind.Trip, Trip.Title, Trip.Id, Trip.Region)]));
        search.MapGet("/popular", PopularAsync).WithName("popular_searches").WithSummary("Read what many search for")
            .WithDescription("Words of the last days, most searched first; nothing says who searched.")
            .WithMetadata(new DocumentedParameter("limit", false, "The most to answer.", "10") { Integer = (1, SearchLimits.MaxSuggestions, 10) })
            .Produces<PopularSearchesResponse>().ResponseExample(new PopularSearchesResponse(["labuan bajo", "gunung bromo"]));
    }

    private static async Task<IResult> ListAsync(
        TripParameters parameters, PageParameters page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.GetGrain<ISearchGrain>("0").FindTripsAsync(parameters.Query with { Searcher = SearcherOf(context) }, page.Page, cancellationToken);
        return found.ToHttp(trips =>
        {
            PageParameters.AddNextLink(context, trips.NextCursor);
            return (IResult)TypedResults.Ok(ListedTripsResponse.Of(trips));
        });
    }

    private static async Task<IResult> SearchAsync(
        TripParameters parameters, PageParameters page, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var query = parameters.Query with { Searcher = SearcherOf(context) };
        var trips = grains.GetGrain<ISearchGrain>("0").FindTripsAsync(query, page.Page, cancellationToken);
        var places = query.Text is { } text
            ? await grains.GetGrain<IPlaceSearchGrain>("0").FindAsync(
                new PlaceQuery(text, query.Near, query.RadiusMeters ?? SearchLimits.MaxRadiusMeters, PlacesBesideTrips), cancellationToken)
            : [];
        return (await trips).ToHttp(found => new SearchResponse(ListedTripsResponse.Of(found), [.. places.Select(PlaceResponse.Of)]));
    }

    // As limits count callers: searching is open, so by their address.
    private static string SearcherOf(HttpContext context) => Caller.At(context.Connection.RemoteIpAddress).ToString();

    private static async Task<SuggestionsResponse> SuggestAsync(HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var limit = (int)(reader.Number("limit", 1, SearchLimits.MaxSuggestions) ?? 5);
        var text = reader.Text("q", SearchLimits.MaxTextLength);
        var found = text is null ? [] : await grains.GetGrain<ISearchGrain>("0").SuggestAsync(text, limit, cancellationToken);
        return new SuggestionsResponse([.. found.Select(static one => new SuggestionResponse(one.Kind, one.Text, one.Id, one.Detail))]);
    }

    private static async Task<PopularSearchesResponse> PopularAsync(HttpRequest request, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var limit = (int)(new QueryReader(request).Number("limit", 1, SearchLimits.MaxSuggestions) ?? 10);
        return new PopularSearchesResponse(await grains.GetGrain<ISearchGrain>("0").GetPopularAsync(limit, cancellationToken));
    }
}
