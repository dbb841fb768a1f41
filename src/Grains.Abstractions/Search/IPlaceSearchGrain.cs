using System.Collections.Immutable;

namespace Nusaloka.Search;

/// <summary>
/// Finds places. Names are looked up in memory: a silo has all of them, and reads them again within seconds after a load. Key: any; a silo
/// has several.
/// </summary>
[Alias("nusaloka.IPlaceSearchGrain")]
public interface IPlaceSearchGrain : IGrainWithStringKey
{
    /// <summary>
    /// The places that fit best. By name: the name itself first, then names that begin with the text and names that it misspells, larger places before
    /// smaller ones. Without a text: the nearest first.
    /// </summary>
    [Alias("Find")]
    Task<ImmutableArray<FoundPlace>> FindAsync(PlaceQuery query, CancellationToken cancellationToken = default);

    /// <summary>One place. Errors: <c>place_not_found</c>.</summary>
    [Alias("Get")]
    Task<Result<Place>> GetAsync(Guid placeId, CancellationToken cancellationToken = default);
}
