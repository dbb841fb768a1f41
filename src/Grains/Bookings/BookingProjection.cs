using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Bookings;

/// <summary>The table <c>booking</c>, for lists. What was refused before anything was paid is in none.</summary>
internal sealed class BookingProjection : IProjection<BookingState>
{
    public IReadOnlyList<string> Tables { get; } = ["booking"];

    public void Upsert(ISqlBatch batch, string id, BookingState state)
    {
        if (!state.Exists || state.IsVoid)
        {
            Delete(batch, id);
            return;
        }

        batch.Add("""
            insert into booking (id, account_id, guide_id, trip_id, departure_id, status, is_open, is_paid, starts_on, created_at, updated_at, booking)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (id) do update set
                guide_id = excluded.guide_id, trip_id = excluded.trip_id, departure_id = excluded.departure_id, status = excluded.status,
                is_open = excluded.is_open, is_paid = excluded.is_paid, starts_on = excluded.starts_on, updated_at = excluded.updated_at,
                booking = excluded.booking
            """,
            id, state.AccountId, state.GuideId, state.TripId, state.DepartureId, (short)state.Status, state.IsOpen, state.PayoutAt is not null || state.PayoutAmount is not null,
            state.StartsOn, state.CreatedAt, state.UpdatedAt, new NpgsqlParameter { Value = StateJson.Serialize(state.View(id)), NpgsqlDbType = NpgsqlDbType.Jsonb });
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from booking where id = $1", id);
}
