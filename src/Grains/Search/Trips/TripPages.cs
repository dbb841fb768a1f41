using Npgsql;
using NpgsqlTypes;
using Nusaloka.Search;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>
/// Reads pages of found trips, each query in the way that is soonest done. PostgreSQL guesses how many trips have a word, and how many departures a week has; where
/// a wrong guess has it look at all trips, it is counted first, up to where it makes a difference.
/// </summary>
/// <param name="connection">Where from.</param>
/// <param name="query">What is looked for.</param>
/// <param name="now">When departures must still be open.</param>
internal sealed class TripPages(NpgsqlConnection connection, TripQuery query, DateTimeOffset now)
{
    // With fewer trips than these that have the words themselves, those with similar names are shown too.
    private const int Few = 5;

    // More trips, or departures, than these are many.
    private const int ManyTrips = 200;
    private const int ManyDepartures = 1_200;

    // When less than this part of the departures has seats enough, most trips are looked at in vain.
    private const int LeastFitting = 50;

    private DatesFit _dates;

    /// <summary>The page, and one trip more when there are more; each trip with where it is in the list.</summary>
    public async Task<List<(FoundTrip Trip, TripCursor At)>> ReadAsync(TripCursor? after, int rows, CancellationToken cancellationToken)
    {
        _dates = await DatesAsync(cancellationToken);
        var fit = after?.Fit ?? (await AreCommonAsync(cancellationToken) ? TextFit.Named : TextFit.Words);
        var found = await ReadAsync(fit, after, rows, cancellationToken);
        if (fit == TextFit.Named && found.Count < rows)
            found.AddRange(await ReadAsync(TextFit.Told, null, rows - found.Count, cancellationToken));
        if (after is not null || query.Text is null || found.Count >= Math.Min(Few, rows))
            return found;

        var similar = await ReadAsync(TextFit.Similar, null, rows, cancellationToken);
        return similar.Count > found.Count ? similar : found;
    }

    private async Task<List<(FoundTrip Trip, TripCursor At)>> ReadAsync(TextFit fit, TripCursor? after, int rows, CancellationToken cancellationToken)
    {
        var inOrder = fit == TextFit.Told || (fit == TextFit.Named && await AreManyAsync(TextFit.Named, cancellationToken));
        var found = await TripPageQuery.ReadAsync(connection, new TripFilter(query, fit, now, inOrder, _dates), query.Sort, after, rows, cancellationToken);
        return [.. found.Select(one => (one.Trip, new TripCursor(query.Sort, fit, one.Key, one.Trip.Id)))];
    }

    /// <summary>Whether many trips have the words. Only for the order that depends on it; a list of few is sorted by how well each has them.</summary>
    private async Task<bool> AreCommonAsync(CancellationToken cancellationToken) =>
        query is { Text: not null, Sort: TripSort.Relevance } && await AreManyAsync(TextFit.Words, cancellationToken);

    private async Task<bool> AreManyAsync(TextFit fit, CancellationToken cancellationToken)
    {
        var filter = new TripFilter(query, fit, now, dates: _dates);
        await using var command = filter.Command(
            $"select count(*) from (select from trip_search s where {filter.All} limit {ManyTrips + 1}) counted", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is > (long)ManyTrips;
    }

    private async Task<DatesFit> DatesAsync(CancellationToken cancellationToken)
    {
        if (query.From is null && query.To is null && query.Seats is null)
            return DatesFit.Any;

        await using var command = new NpgsqlCommand(
            $"""
            select count(*), count(*) filter (where free >= $4) from (
                select free from departure
                where has_seats and cut_off_at > $1 and starts_on >= $2 and starts_on <= $3 limit {ManyDepartures + 1}) counted
            """, connection)
        {
            Parameters =
            {
                new() { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = query.From ?? DateOnly.MinValue, NpgsqlDbType = NpgsqlDbType.Date },
                new() { Value = query.To ?? DateOnly.MaxValue, NpgsqlDbType = NpgsqlDbType.Date },
                new() { Value = query.Seats ?? 1, NpgsqlDbType = NpgsqlDbType.Integer },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (all, fitting) = (reader.GetInt64(0), reader.GetInt64(1));
        return all <= ManyDepartures ? DatesFit.DeparturesFirst : fitting * LeastFitting >= all ? DatesFit.TripsFirst : DatesFit.Any;
    }
}
