using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Trips;

/// <summary>
/// The table <c>trip</c>, and the rows of <c>trip_revision</c>. The latter are the history itself and no picture of a state, so they are not
/// among the tables that a rebuild empties.
/// </summary>
internal sealed class TripProjection : IProjection<TripState>
{
    public IReadOnlyList<string> Tables { get; } = ["trip"];

    public void Upsert(ISqlBatch batch, string id, TripState state)
    {
        if (state.Details is not { } trip)
            return;

        var start = trip.Places.IsEmpty ? null : trip.Places[0];
        batch.Add("""
            insert into trip (id, guide_id, status, title, description, region, price, days, difficulty, min_people, max_people, languages, tags,
                lat, lon, time_zone, photo, version, created_at, updated_at, published_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            on conflict (id) do update set status = excluded.status, title = excluded.title, description = excluded.description,
                region = excluded.region, price = excluded.price, days = excluded.days, difficulty = excluded.difficulty,
                min_people = excluded.min_people, max_people = excluded.max_people, languages = excluded.languages, tags = excluded.tags,
                lat = excluded.lat, lon = excluded.lon, time_zone = excluded.time_zone, photo = excluded.photo, version = excluded.version,
                updated_at = excluded.updated_at, published_at = excluded.published_at
            """,
            id, state.GuideId, (short)state.Status, trip.Title, trip.Description, trip.Region, trip.Price.Units, (short)trip.Days.Length,
            (short)trip.Difficulty, (short)trip.MinPeople, (short)trip.MaxPeople, Texts(trip.Languages), Texts(trip.Tags),
            start?.Latitude, start?.Longitude, trip.TimeZone, trip.Photos.IsEmpty ? null : trip.Photos[0], state.Version, state.CreatedAt,
            state.UpdatedAt, state.PublishedAt);
        if (state.LastRevision is not { } revision)
            return;
        batch.Add("""
            insert into trip_revision (trip_id, version, kind, actor_id, at, revision) values ($1, $2, $3, $4, $5, $6)
            on conflict (trip_id, version) do nothing
            """,
            id, revision.Version, (short)revision.Kind, revision.ActorId, revision.At,
            new NpgsqlParameter { Value = StateJson.Serialize(revision), NpgsqlDbType = NpgsqlDbType.Jsonb });
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from trip where id = $1", id);

    private static NpgsqlParameter Texts(IEnumerable<string> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
