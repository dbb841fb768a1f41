using Nusaloka.Search;

namespace Nusaloka.Runtime.Conformance.Silo.Serialization;

/// <content>The messages of search.</content>
public sealed partial class ParrotGrain
{
    public Task<FacetValue> SayAsync(FacetValue message) => Task.FromResult(message);

    public Task<Facet> SayAsync(Facet message) => Task.FromResult(message);

    public Task<FoundPlace> SayAsync(FoundPlace message) => Task.FromResult(message);

    public Task<FoundTrip> SayAsync(FoundTrip message) => Task.FromResult(message);

    public Task<FoundTrips> SayAsync(FoundTrips message) => Task.FromResult(message);

    public Task<GeoPoint> SayAsync(GeoPoint message) => Task.FromResult(message);

    public Task<NextStart> SayAsync(NextStart message) => Task.FromResult(message);

    public Task<Place> SayAsync(Place message) => Task.FromResult(message);

    public Task<PlaceKind> SayAsync(PlaceKind message) => Task.FromResult(message);

    public Task<PlaceQuery> SayAsync(PlaceQuery message) => Task.FromResult(message);

    public Task<Suggestion> SayAsync(Suggestion message) => Task.FromResult(message);

    public Task<SuggestionKind> SayAsync(SuggestionKind message) => Task.FromResult(message);

    public Task<TripQuery> SayAsync(TripQuery message) => Task.FromResult(message);

    public Task<TripSort> SayAsync(TripSort message) => Task.FromResult(message);

    public Task<Result<FoundTrips>> SayAsync(Result<FoundTrips> message) => Task.FromResult(message);

    public Task<Result<Place>> SayAsync(Result<Place> message) => Task.FromResult(message);
}
