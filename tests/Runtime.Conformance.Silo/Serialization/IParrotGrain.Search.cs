using Nusaloka.Search;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of search.</content>
public partial interface IParrotGrain
{
    Task<FacetValue> SayAsync(FacetValue message);

    Task<Facet> SayAsync(Facet message);

    Task<FoundPlace> SayAsync(FoundPlace message);

    Task<FoundTrip> SayAsync(FoundTrip message);

    Task<FoundTrips> SayAsync(FoundTrips message);

    Task<GeoPoint> SayAsync(GeoPoint message);

    Task<NextStart> SayAsync(NextStart message);

    Task<Place> SayAsync(Place message);

    Task<PlaceKind> SayAsync(PlaceKind message);

    Task<PlaceQuery> SayAsync(PlaceQuery message);

    Task<Suggestion> SayAsync(Suggestion message);

    Task<SuggestionKind> SayAsync(SuggestionKind message);

    Task<TripQuery> SayAsync(TripQuery message);

    Task<TripSort> SayAsync(TripSort message);

    Task<Result<FoundTrips>> SayAsync(Result<FoundTrips> message);

    Task<Result<Place>> SayAsync(Result<Place> message);
}
