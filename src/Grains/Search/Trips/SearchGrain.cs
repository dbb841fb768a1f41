using System.Collections.Immutable;
using Npgsql;
using Nusaloka.Grains.Search.Places;
using Nusaloka.Search;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>Finds trips in the read model, and says what somebody who types may mean.</summary>
[StatelessWorker]
[GrainType("search")]
internal sealed class SearchGrain(NpgsqlDataSource dataSource, PlaceIndexSource places, PopularSearches popular, TimeProvider time) : Grain, ISearchGrain
{
    // With fewer trips than these that have the words themselves, those with similar names are shown too.
    private const int Few = 5;

    public async Task<Result<FoundTrips>> FindTripsAsync(TripQuery query, PageRequest page, CancellationToken cancellationToken)
    {
        if (!TripCursor.TryDecode(page.Cursor, query.Sort, out var after))
            return PageErrors.CursorInvalid;
        if (query.Text is { } text && SearchText.Fold(text).Length == 0)
            query = query with { Text = null };

        var now = time.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var isFuzzy = after?.IsFuzzy ?? false;
        var found = await ReadAsync(connection, query, isFuzzy, now, after, page.Limit, cancellationToken);
        if (after is null && query.Text is not null && found.Count < Math.Min(Few, page.Limit + 1))
        {
            isFuzzy = true;
            var words = found.Count;
            found = await ReadAsync(connection, query, isFuzzy, now, after, page.Limit, cancellationToken);
            isFuzzy = found.Count > words;
        }

        var (total, facets) = ((long?)null, ImmutableArray<Facet>.Empty);
        if (after is null && query.WithFacets)
            (total, facets) = await TripFacetQuery.ReadAsync(connection, new TripFilter(query, isFuzzy, now), DateOnly.FromDateTime(now.UtcDateTime), cancellationToken);
        if (after is null && query.Text is { } searched && found.Count > 0)
            popular.Count(searched);
        var trips = found.Take(page.Limit).Select(static one => one.Trip).ToImmutableArray();
        var next = found.Count > page.Limit ? new TripCursor(query.Sort, isFuzzy, found[page.Limit - 1].Key, trips[^1].Id).Encode() : null;
        return new FoundTrips(trips, next, isFuzzy, total, facets);
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

    private static Task<List<(FoundTrip Trip, double Key)>> ReadAsync(
        NpgsqlConnection connection, TripQuery query, bool isFuzzy, DateTimeOffset now, TripCursor? after, int limit, CancellationToken cancellationToken) =>
        TripPageQuery.ReadAsync(connection, new TripFilter(query, isFuzzy, now), query.Sort, after, limit + 1, cancellationToken);
}
