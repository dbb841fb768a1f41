using Npgsql;
using NpgsqlTypes;
using Nusaloka.Departures;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Departures;

/// <summary>The tables <c>departure</c>, for lists and searches, and <c>departure_waiting</c>, by which people find where they wait.</summary>
internal sealed class DepartureProjection : IProjection<DepartureState>
{
    public IReadOnlyList<string> Tables { get; } = ["departure", "departure_waiting"];

    public void Upsert(ISqlBatch batch, string id, DepartureState state)
    {
        if (state.Terms is { } terms)
            Upsert(batch, id, state, terms);

        // Most departures never have a waiting list; whether there is nothing to show of one costs nothing to know.
        if (state.Joined == 0)
            return;
        var waiting = state.Waiting;
        batch.Add("delete from departure_waiting where departure_id = $1 and account_id <> all ($2)",
            id, ArrayOf(NpgsqlDbType.Text, waiting.Select(static waiter => waiter.AccountId)));
        batch.Add("""
            insert into departure_waiting as w (departure_id, account_id, number, seats, joined_at, offered_until)
            select $1, v.* from unnest($2, $3, $4, $5, $6) v (account_id, number, seats, joined_at, offered_until)
            on conflict (departure_id, account_id) do update set
                number = excluded.number, seats = excluded.seats, joined_at = excluded.joined_at, offered_until = excluded.offered_until
            where (w.number, w.seats, w.offered_until) is distinct from (excluded.number, excluded.seats, excluded.offered_until)
            """,
            id, ArrayOf(NpgsqlDbType.Text, waiting.Select(static waiter => waiter.AccountId)),
            ArrayOf(NpgsqlDbType.Bigint, waiting.Select(static waiter => waiter.Number)),
            ArrayOf(NpgsqlDbType.Integer, waiting.Select(static waiter => waiter.Seats)),
            ArrayOf(NpgsqlDbType.TimestampTz, waiting.Select(static waiter => waiter.JoinedAt)),
            ArrayOf(NpgsqlDbType.TimestampTz, waiting.Select(static waiter => waiter.OfferedUntil)));
    }

    public void Delete(ISqlBatch batch, string id)
    {
        batch.Add("delete from departure where id = $1", id);
        batch.Add("delete from departure_waiting where departure_id = $1", id);
    }

    private static void Upsert(ISqlBatch batch, string id, DepartureState state, DepartureTerms terms) => batch.Add("""
        insert into departure (id, trip_id, guide_id, starts_on, ends_on, time_zone, starts_at, ends_at, cut_off, cut_off_at, capacity, min_people, own_price,
            held, sold, free, waiting, status, version, updated_at, is_guaranteed)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
        on conflict (id) do update set
            trip_id = excluded.trip_id, guide_id = excluded.guide_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
            time_zone = excluded.time_zone, starts_at = excluded.starts_at, ends_at = excluded.ends_at, cut_off = excluded.cut_off,
            cut_off_at = excluded.cut_off_at, capacity = excluded.capacity, min_people = excluded.min_people, own_price = excluded.own_price,
            held = excluded.held, sold = excluded.sold, free = excluded.free, waiting = excluded.waiting, status = excluded.status,
            version = excluded.version, updated_at = excluded.updated_at, is_guaranteed = excluded.is_guaranteed
        """,
        id, terms.TripId, terms.GuideId, terms.StartsOn, terms.EndsOn, terms.TimeZone, terms.StartsAt, terms.EndsAt, terms.CutOff.Date.ToDateTime(terms.CutOff.Time), terms.CutOffAt,
        terms.Capacity, terms.MinPeople, new NpgsqlParameter { Value = (object?)terms.OwnPrice?.Units ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
        state.Seats.Held + state.Offered, state.Seats.Sold, state.Free, state.Waiting.Length,
        (short)(state.IsCancelled ? DepartureStatus.Cancelled : DepartureStatus.Open), state.Version, state.UpdatedAt, state.IsGuaranteed);

    private static NpgsqlParameter ArrayOf<T>(NpgsqlDbType type, IEnumerable<T> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
