using System.Collections.Immutable;

namespace Nusaloka.Search;

/// <summary>Finds trips, from read models. Key: any; a silo has several.</summary>
[Alias("nusaloka.ISearchGrain")]
public interface ISearchGrain : IGrainWithStringKey
{
    /// <summary>
    /// A page of published trips. Places and titles that are misspelt are found when few trips have the words themselves. Errors:
    /// <c>cursor_invalid</c>.
    /// </summary>
    [Alias("FindTrips")]
    Task<Result<FoundTrips>> FindTripsAsync(TripQuery query, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>What somebody who has typed so much may mean: often searched words, trips and places, at most <paramref name="limit"/> of each.</summary>
    [Alias("Suggest")]
    Task<ImmutableArray<Suggestion>> SuggestAsync(string text, int limit, CancellationToken cancellationToken = default);

    /// <summary>What was searched for most in the last days, most first; only what several searches had and what found something.</summary>
    [Alias("GetPopular")]
    Task<ImmutableArray<string>> GetPopularAsync(int limit, CancellationToken cancellationToken = default);
}
