using System.Collections.Immutable;
using Npgsql;
using Nusaloka.Grains.Search.Places;
using Nusaloka.Search;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>Finds trips in the read model, and says what somebody who types may mean.</summary>
[StatelessWorker]
[GrainType("search")]
internal sealed class SearchGrain(
    NpgsqlDataSource dataSource, PlaceIndexSource places, PopularSearches popular, FacetCache facetCache, TimeProvider time) : Grain, ISearchGrain
{
    public async Task<Result<FoundTrips>> FindTripsAsync(TripQuery query, PageRequest page, CancellationToken cancellationToken)
    {
        if (!TripCursor.TryDecode(page.Cursor, query.Sort, out var after))
            return PageErrors.CursorInvalid;
        if (query.Text is { } text && SearchText.Fold(text).Length == 0)
            query = query with { Text = null };

        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = await new TripPages(connection, query, now).ReadAsync(after, page.Limit + 1, cancellationToken);
        var isFuzzy = found.Count > 0 && found[0].At.Fit == TextFit.Similar;
        var (total, facets) = ((long?)null, ImmutableArray<Facet>.Empty);
        if (after is null && query.WithFacets)
            (total, facets) = await facetCache.GetAsync(query, isFuzzy ? TextFit.Similar : TextFit.Words, now, cancellationToken);
        if (after is null && query.Text is { } searched && found.Count > 0)
            popular.Count(searched, query.Searcher);
        var trips = found.Take(page.Limit).Select(static one => one.Trip).ToImmutableArray();
        return new FoundTrips(trips, found.Count > page.Limit ? found[page.Limit - 1].At.Encode() : null, isFuzzy, total, facets);
    }

    public async Task<ImmutableArray<Suggestion>> SuggestAsync(string text, int limit, CancellationToken cancellationToken)
    {
        var typed = SearchText.Fold(text);
        if (typed.Length == 0)
            return [];

        var index = await places.GetAsync(cancellationToken);
        var words = (await popular.GetAsync(cancellationToken)).Where(term => term.StartsWith(typed, StringComparison.Ordinal)).Take(limit);
        return
        [
            .. words.Select(static term => new Suggestion(SuggestionKind.Search, term, null, "")),
            .. await TripTitleQuery.ReadAsync(dataSource, typed, limit, cancellationToken),
            .. index.Find(text, limit).Select(static place => new Suggestion(
                SuggestionKind.Place, place.Name, place.Id.ToString(), string.Join(", ", new[] { place.Regency, place.Province }.Where(static part => part.Length > 0)))),
        ];
    }

    public async Task<ImmutableArray<string>> GetPopularAsync(int limit, CancellationToken cancellationToken) =>
        [.. (await popular.GetAsync(cancellationToken)).Take(limit)];
}
