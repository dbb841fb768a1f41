using System.Collections.Immutable;
using Nusaloka.Search;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Search.Places;

/// <summary>Finds places: names in the index of the silo, distances in the table.</summary>
[StatelessWorker]
[GrainType("place-search")]
internal sealed class PlaceSearchGrain(PlaceIndexSource source, PlaceStore store) : Grain, IPlaceSearchGrain
{
    private const int MaxMeasured = 200;

    public async Task<ImmutableArray<FoundPlace>> FindAsync(PlaceQuery query, CancellationToken cancellationToken)
    {
        if (query.Text is not { } text)
            return query.Near is { } near ? await store.ListNearAsync(near, query.RadiusMeters, query.Limit, cancellationToken) : [];

        var index = await source.GetAsync(cancellationToken);
        if (query.Near is not { } point)
            return [.. index.Find(text, query.Limit).Select(static place => new FoundPlace(place, null))];

        // Which names fit is known at once; only then is it measured which of them are near.
        var named = index.Find(text, MaxMeasured);
        var distances = await store.MeasureAsync([.. named.Select(static place => place.Id)], point, query.RadiusMeters, cancellationToken);
        return
        [
            .. named.Where(place => distances.ContainsKey(place.Id)).Take(query.Limit).Select(place => new FoundPlace(place, distances[place.Id])),
        ];
    }

    public async Task<Result<Place>> GetAsync(Guid placeId, CancellationToken cancellationToken) =>
        (await source.GetAsync(cancellationToken)).Get(placeId) is { } place ? place : SearchErrors.PlaceNotFound;
}
