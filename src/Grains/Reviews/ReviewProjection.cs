using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;
using Nusaloka.Reviews;

namespace Nusaloka.Grains.Reviews;

/// <summary>
/// The tables <c>review</c> and <c>trip_rating</c>. Of the shown reviews that one person has written of a trip the newest counts. So a write counts the
/// trip's reviews anew; it has the trip's rating to itself before, so that what is written at the same time is seen.
/// </summary>
internal sealed class ReviewProjection : IProjection<ReviewState>
{
    private const string Own = """
        insert into trip_rating as r (trip_id, rating_sum, rating_count) values ($1, 0, 0)
        on conflict (trip_id) do update set rating_sum = r.rating_sum
        """;

    private const string Count = "select trip_rating_count($1)";

    public IReadOnlyList<string> Tables { get; } = ["review", "trip_rating"];

    public void Upsert(ISqlBatch batch, string id, ReviewState state)
    {
        if (state.Stars == 0)
            return;

        var waitsSince = state.Status == ReviewStatus.Held ? state.CreatedAt
            : state.Reports.IsEmpty ? (DateTimeOffset?)null : state.Reports[0].At;
        batch.Add(Own, state.TripId);
        batch.Add("""
            insert into review (id, trip_id, author_id, author_key, counts, stars, status, created_at, reports, waits_since, review)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (id) do update set author_id = excluded.author_id, author_key = excluded.author_key, counts = excluded.counts, stars = excluded.stars,
                status = excluded.status, reports = excluded.reports, waits_since = excluded.waits_since, review = excluded.review
            """,
            id, state.TripId, state.AuthorId, KeyOf(id, state), state.Counts, (short)state.Stars, (short)state.Status, state.CreatedAt, state.Reports.Length, waitsSince,
            new NpgsqlParameter { Value = StateJson.Serialize(ReviewRules.View(id, state)), NpgsqlDbType = NpgsqlDbType.Jsonb });
        batch.Add(Count, state.TripId);
    }

    public void Delete(ISqlBatch batch, string id)
    {
        batch.Add("update trip_rating set rating_sum = rating_sum where trip_id = (select trip_id from review where id = $1)", id);
        batch.Add("with gone as (delete from review where id = $1 returning trip_id) select trip_rating_count(trip_id, $1) from gone", id);
    }

    // What was written before authors had keys; whoever is forgotten since counts for each.
    private static string KeyOf(string id, ReviewState state) =>
        state.AuthorKey.Length > 0 ? state.AuthorKey
        : state.AuthorId.Length > 0 ? ReviewRules.AuthorKey(state.TripId, state.AuthorId)
        : id;
}
