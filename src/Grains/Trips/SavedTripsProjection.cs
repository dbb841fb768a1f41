using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;

namespace Nusaloka.Grains.Trips;

/// <summary>The table <c>saved_trip</c>.</summary>
internal sealed class SavedTripsProjection : IProjection<SavedTripsState>
{
    public IReadOnlyList<string> Tables { get; } = ["saved_trip"];

    public void Upsert(ISqlBatch batch, string id, SavedTripsState state)
    {
        var trips = new NpgsqlParameter { Value = state.Trips.Select(static one => one.TripId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        batch.Add("delete from saved_trip where account_id = $1 and trip_id <> all ($2)", id, trips);
        batch.Add("""
            insert into saved_trip (account_id, trip_id, saved_at) select $1, one.trip_id, one.saved_at from unnest($2, $3) one (trip_id, saved_at)
            on conflict (account_id, trip_id) do update set saved_at = excluded.saved_at where saved_trip.saved_at <> excluded.saved_at
            """,
            id, trips.Clone(),
            new NpgsqlParameter
            {
                Value = state.Trips.Select(static one => one.SavedAt.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            });
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from saved_trip where account_id = $1", id);
}
