using Npgsql;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>
/// Brings what <c>trip_search</c> has of departures and reviews up to date: next start, months and rating. In one statement, which writes only
/// rows that differ, and waits for none: a row that a trip's own write holds has its turn next time, so that the two cannot block each other.
/// </summary>
internal sealed class TripSearchRefresher(NpgsqlDataSource dataSource, TimeProvider time)
{
    // "nlsearch": one silo at a time.
    private const long LockKey = 0x6e6c_7365_6172_6368;

    private const string Refresh = """
        with open as (
            select trip_id, min(starts_on) as next_date,
                bit_or(case when starts_on < ($1::timestamptz + interval '23 months') then 1 << ((extract(year from starts_on) * 12 + extract(month from starts_on) - 1)::int % 24) else 0 end) as months
            from departure where has_seats and cut_off_at > $1 group by trip_id
        ), differing as (
            select s.trip_id, open.next_date, coalesce(open.months, 0) as months, coalesce(r.rating_sum, 0) as rating_sum, coalesce(r.rating_count, 0) as rating_count
            from trip_search s left join open on open.trip_id = s.trip_id left join trip_rating r on r.trip_id = s.trip_id
            where (s.next_date, s.months, s.rating_sum, s.rating_count)
                is distinct from (open.next_date, coalesce(open.months, 0), coalesce(r.rating_sum, 0), coalesce(r.rating_count, 0))
        ), free as (
            select trip_id from trip_search where trip_id in (select trip_id from differing) for no key update skip locked
        )
        update trip_search s
        set next_date = x.next_date, months = x.months, rating_sum = x.rating_sum, rating_count = x.rating_count
        from differing x
        where s.trip_id = x.trip_id and s.trip_id in (select trip_id from free)
        """;

    /// <summary>Does it, unless another silo does. Answers how many rows were written.</summary>
    public async Task<int> RefreshAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = LockKey } } })
        {
            if (await command.ExecuteScalarAsync(cancellationToken) is not true)
                return 0;
        }

        await using var refresh = new NpgsqlCommand(Refresh, connection) { Parameters = { new() { Value = time.GetUtcNow().UtcDateTime } } };
        var written = await refresh.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }
}
