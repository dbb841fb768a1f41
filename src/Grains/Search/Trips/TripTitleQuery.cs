using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>Titles that somebody who types may mean.</summary>
internal static class TripTitleQuery
{
    private const int MaxWords = 6;
    private const int ShortestMisspelt = 4;

    /// <summary>Trips whose titles have the words, the last of which may go on, best rated first; when there are none, those with similar names.</summary>
    public static async Task<ImmutableArray<Suggestion>> ReadAsync(NpgsqlDataSource dataSource, string typed, int limit, CancellationToken cancellationToken)
    {
        // Of the weight A: in the title.
        var words = string.Join(" & ", SearchText.Words(typed, MaxWords).Select(static word => word + ":*A"));
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = Suggestions(await connection.QueryAsync<(string Id, string Title, string Region)>(new CommandDefinition(
            """
            select trip_id, title, region from trip_search where document @@ to_tsquery('nusaloka_plain', @words)
            order by rating desc, trip_id limit @limit
            """,
            new { words, limit }, cancellationToken: cancellationToken)));
        if (!found.IsEmpty || typed.Length < ShortestMisspelt)
            return found;

        return Suggestions(await connection.QueryAsync<(string Id, string Title, string Region)>(new CommandDefinition(
            """
            select s.trip_id, s.title, s.region from trip_search_similar(@typed, @limit) f join trip_search s on s.trip_id = f.trip_id
            order by f.similarity desc, s.rating desc, s.trip_id
            """,
            new { typed, limit }, cancellationToken: cancellationToken)));
    }

    private static ImmutableArray<Suggestion> Suggestions(IEnumerable<(string Id, string Title, string Region)> rows) =>
        [.. rows.Select(static row => new Suggestion(SuggestionKind.Trip, row.Title, row.Id, row.Region))];
}
