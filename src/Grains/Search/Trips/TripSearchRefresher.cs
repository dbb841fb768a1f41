using Npgsql;

namespace Nusaloka.Grains.Search.Trips;

/// <summary>
/// Brings what <c>trip_search</c> has of departures and reviews up to date: next start, months, lowest price and rating. When nothing has happened that costs one look at a table
/// that is empty; otherwise only trips that something happened to are counted. At the start and once a day all are: months come into sight with time.
/// Waits for none: a row that a trip's own write holds has its turn next time, so that the two cannot block each other.
/// </summary>
internal sealed class TripSearchRefresher(NpgsqlDataSource dataSource, TimeProvider time)
{
    // "nlsearch": one silo at a time.
    private const long LockKey = 0x6e6c_7365_6172_6368;

    private const string HasNews = """
        select exists (select from trip_search_stale) or exists (
            select from departure
            where has_seats and cut_off_at > coalesce((select seen_until from trip_search_refresh), '-infinity') and cut_off_at <= $1)
        """;

    private const string AllTrips = "select trip_id from trip_search union select trip_id from gone";

    private const string NewsAlone = """
        select trip_id from gone union
        select trip_id from departure
        where has_seats and cut_off_at > coalesce((select seen_until from trip_search_refresh), '-infinity') and cut_off_at <= $1
        """;

    private static readonly TimeSpan Wholly = TimeSpan.FromDays(1);

    private DateTimeOffset? _wholeAt;

    /// <summary>Does it, unless there is no news or another silo does. Answers how many rows were written.</summary>
    public async Task<int> RefreshAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isWhole = _wholeAt is not { } last || now - last >= Wholly;
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (!isWhole && !await IsTrueAsync(connection, HasNews, now.UtcDateTime, cancellationToken))
            return 0;

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await IsTrueAsync(connection, "select pg_try_advisory_xact_lock($1)", LockKey, cancellationToken))
            return 0;

        await using var refresh = new NpgsqlCommand(Refresh(isWhole ? AllTrips : NewsAlone), connection) { Parameters = { new() { Value = now.UtcDateTime } } };
        var written = (int)(await refresh.ExecuteScalarAsync(cancellationToken) as long? ?? 0);
        await using var seen = new NpgsqlCommand(
            "insert into trip_search_refresh as r (seen_until) values ($1) on conflict (only_row) do update set seen_until = greatest(r.seen_until, excluded.seen_until)", connection)
        {
            Parameters = { new() { Value = now.UtcDateTime } },
        };
        await seen.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (isWhole)
            _wholeAt = now;
        return written;
    }

    private static async Task<bool> IsTrueAsync(NpgsqlConnection connection, string sql, object parameter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = parameter } } };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static string Refresh(string news) => $"""
        with gone as (
            delete from trip_search_stale returning trip_id
        ), news as materialized (
            {news}
        ), open as (
            select d.trip_id, min(d.starts_on) as next_date, min(departure_price(d.own_price, s.seasons, d.starts_on, null)) as least_own,
                bool_or(departure_price(d.own_price, s.seasons, d.starts_on, null) is null) as has_plain,
                bit_or(case when d.starts_on < ($1::timestamptz + interval '23 months') then 1 << ((extract(year from d.starts_on) * 12 + extract(month from d.starts_on) - 1)::int % 24) else 0 end) as months
            from departure d join trip_search s on s.trip_id = d.trip_id
            where d.has_seats and d.cut_off_at > $1 and d.trip_id in (select trip_id from news) group by d.trip_id
        ), differing as (
            select s.trip_id, open.next_date, coalesce(open.months, 0) as months, open.least_own, coalesce(open.has_plain, false) as has_plain,
                coalesce(r.rating_sum, 0) as rating_sum, coalesce(r.rating_count, 0) as rating_count
            from trip_search s left join open on open.trip_id = s.trip_id left join trip_rating r on r.trip_id = s.trip_id
            where s.trip_id in (select trip_id from news) and (s.next_date, s.months, s.least_own, s.has_plain, s.rating_sum, s.rating_count)
                is distinct from (open.next_date, coalesce(open.months, 0), open.least_own, coalesce(open.has_plain, false), coalesce(r.rating_sum, 0), coalesce(r.rating_count, 0))
        ), free as (
            select trip_id from trip_search where trip_id in (select trip_id from differing) for no key update skip locked
        ), written as (
            update trip_search s
            set next_date = x.next_date, months = x.months, least_own = x.least_own, has_plain = x.has_plain, rating_sum = x.rating_sum, rating_count = x.rating_count
            from differing x
            where s.trip_id = x.trip_id and s.trip_id in (select trip_id from free)
            returning s.trip_id
        ), kept as (
            insert into trip_search_stale (trip_id) select trip_id from differing where trip_id not in (select trip_id from free)
        )
        select count(*) from written
        """;
}
