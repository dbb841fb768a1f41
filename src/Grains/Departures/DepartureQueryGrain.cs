using Npgsql;
using NpgsqlTypes;
using Nusaloka.Departures;
using Nusaloka.Grains.State;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Departures;

/// <summary>Lists of departures and of waiting places from the read models.</summary>
[StatelessWorker]
[GrainType("departure-query")]
internal sealed class DepartureQueryGrain(NpgsqlDataSource dataSource, TimeProvider time) : Grain, IDepartureQueryGrain
{
    private DateTimeOffset Now => time.GetStoredUtcNow();

    public async Task<Result<Page<Departure>>> ListOfTripAsync(string tripId, bool bookableOnly, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        var now = Now;
        await using var command = dataSource.CreateCommand("""
            select id, trip_id, guide_id, starts_on, ends_on, time_zone, starts_at, ends_at, cut_off, cut_off_at, capacity, min_people, own_price,
                   free, held, sold, waiting, status, version, updated_at, is_guaranteed or sold >= min_people
            from departure
            where trip_id = $1 and (not $2 or (has_seats and cut_off_at > $3)) and ($4::date is null or (starts_on, id) > ($4::date, $5::text))
            order by starts_on, id
            limit $6
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tripId });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = bookableOnly });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime });
        command.Parameters.Add(Optional(NpgsqlDbType.Date, after is null ? null : DateOnly.FromDateTime(after.At.UtcDateTime)));
        command.Parameters.Add(Optional(NpgsqlDbType.Text, after?.Id));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = page.Limit + 1 });
        return await PageAsync(
            command, page, row => Departure(row, now), static departure => new Cursor(new DateTimeOffset(departure.StartsOn, TimeOnly.MinValue, TimeSpan.Zero), departure.Id),
            cancellationToken);
    }

    public async Task<Result<Page<WaitingPlace>>> ListWaitingAsync(string accountId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var command = dataSource.CreateCommand("""
            select w.departure_id, d.trip_id, w.seats, w.joined_at, w.offered_until,
                   (select count(*) from departure_waiting o where o.departure_id = w.departure_id and o.offered_until is null and o.number < w.number)::int
            from departure_waiting w join departure d on d.id = w.departure_id
            where w.account_id = $1 and d.cut_off_at > $2 and (w.offered_until is null or w.offered_until > $2)
              and ($3::timestamptz is null or (w.joined_at, w.departure_id) < ($3::timestamptz, $4::text))
            order by w.joined_at desc, w.departure_id desc
            limit $5
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = accountId });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = Now.UtcDateTime });
        command.Parameters.Add(Optional(NpgsqlDbType.TimestampTz, before?.At.UtcDateTime));
        command.Parameters.Add(Optional(NpgsqlDbType.Text, before?.Id));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = page.Limit + 1 });
        return await PageAsync(
            command, page, row => WaitingPlace(row, accountId), static place => new Cursor(place.JoinedAt, place.DepartureId), cancellationToken);
    }

    private static async Task<Page<T>> PageAsync<T>(
        NpgsqlCommand command, PageRequest page, Func<NpgsqlDataReader, T> read, Func<T, Cursor> cursorOf, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            items.Add(read(reader));
        return items.ToPage(page, cursorOf);
    }

    private static Departure Departure(NpgsqlDataReader row, DateTimeOffset now)
    {
        var (endsAt, cutOffAt) = (Instant(row, 7), Instant(row, 9));
        var isCancelled = row.GetInt16(17) == (short)DepartureStatus.Cancelled;
        return new Departure(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetFieldValue<DateOnly>(4), row.GetString(5),
            Instant(row, 6), endsAt, Local(row.GetDateTime(8)), cutOffAt, row.GetInt32(10), row.GetInt32(11), row.IsDBNull(12) ? null : Money.Rupiah(row.GetInt64(12)),
            row.GetInt32(13), row.GetInt32(14), row.GetInt32(15), row.GetInt32(16), DepartureStatuses.At(isCancelled, cutOffAt, endsAt, now),
            row.GetInt64(18), Instant(row, 19), row.GetBoolean(20));
    }

    private static WaitingPlace WaitingPlace(NpgsqlDataReader row, string accountId)
    {
        DateTimeOffset? offeredUntil = row.IsDBNull(4) ? null : Instant(row, 4);
        return new WaitingPlace(row.GetString(0), row.GetString(1), accountId, row.GetInt32(2), offeredUntil is null ? row.GetInt32(5) + 1 : 0, Instant(row, 3), offeredUntil);
    }

    private static LocalDateTime Local(DateTime shown) => new(DateOnly.FromDateTime(shown), TimeOnly.FromDateTime(shown));

    private static DateTimeOffset Instant(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    private static NpgsqlParameter Optional(NpgsqlDbType type, object? value) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
