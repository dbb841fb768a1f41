using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Projections;
using Nusaloka.Persistence.Storage;
using Nusaloka.Reviews;

namespace Nusaloka.Grains.Reviews;

/// <summary>
/// The tables <c>review</c> and <c>trip_rating</c>. What a write changes of the latter is the difference between this review's row before and
/// after, so that reviews of one trip which are written at the same time add up.
/// </summary>
internal sealed class ReviewProjection : IProjection<ReviewState>
{
    public IReadOnlyList<string> Tables { get; } = ["review", "trip_rating"];

    public void Upsert(ISqlBatch batch, string id, ReviewState state)
    {
        if (state.Stars == 0)
            return;

        var waitsSince = state.Status == ReviewStatus.Held ? state.CreatedAt
            : state.Reports.IsEmpty ? (DateTimeOffset?)null : state.Reports[0].At;
        // All parts of the statement see the rows as they were before it.
        batch.Add("""
            with before as (select stars from review where id = $1 and status = 0),
            written as (
                insert into review (id, trip_id, author_id, stars, status, created_at, reports, waits_since, review)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict (id) do update set author_id = excluded.author_id, stars = excluded.stars, status = excluded.status,
                    reports = excluded.reports, waits_since = excluded.waits_since, review = excluded.review),
            change as (
                select case when $5 = 0 then $4 else 0 end - coalesce((select stars from before), 0) as stars,
                    case when $5 = 0 then 1 else 0 end - (select count(*) from before) as reviews)
            insert into trip_rating as r (trip_id, rating_sum, rating_count) select $2, stars, reviews from change where stars <> 0 or reviews <> 0
            on conflict (trip_id) do update set rating_sum = r.rating_sum + excluded.rating_sum, rating_count = r.rating_count + excluded.rating_count
            """,
            id, state.TripId, state.AuthorId, (short)state.Stars, (short)state.Status, state.CreatedAt, state.Reports.Length, waitsSince,
            new NpgsqlParameter { Value = StateJson.Serialize(ReviewRules.View(id, state)), NpgsqlDbType = NpgsqlDbType.Jsonb });
    }

    public void Delete(ISqlBatch batch, string id) => batch.Add("""
        with gone as (delete from review where id = $1 returning trip_id, stars, status)
        update trip_rating r set rating_sum = r.rating_sum - gone.stars, rating_count = r.rating_count - 1
        from gone where r.trip_id = gone.trip_id and gone.status = 0
        """, id);
}
