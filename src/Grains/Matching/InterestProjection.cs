using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Matching;

/// <summary>The table <c>interest</c>.</summary>
internal sealed class InterestProjection : IProjection<InterestState>
{
    public IReadOnlyList<string> Tables { get; } = ["interest"];

    public void Upsert(ISqlBatch batch, string id, InterestState state)
    {
        if (state.Interest is not { } interest)
            return;
        batch.Add("""
            insert into interest (id, trip_id, traveller_id, status, updated_at, interest) values ($1, $2, $3, $4, $5, $6)
            on conflict (id) do update set traveller_id = excluded.traveller_id, status = excluded.status, updated_at = excluded.updated_at,
                interest = excluded.interest
            """,
            id, interest.TripId, interest.TravellerId, (short)interest.Status, interest.UpdatedAt,
            new NpgsqlParameter { Value = StateJson.Serialize(interest), NpgsqlDbType = NpgsqlDbType.Jsonb });
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("delete from interest where id = $1", id);
}
