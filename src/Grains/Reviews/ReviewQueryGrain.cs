using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Storage;
using Nusaloka.Reviews;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Reviews;

/// <summary>Lists reviews from the read models.</summary>
[StatelessWorker]
internal sealed class ReviewQueryGrain(NpgsqlDataSource dataSource) : Grain, IReviewQueryGrain
{
    public async Task<Result<TripReviews>> ListOfTripAsync(string tripId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rating = await connection.QuerySingleOrDefaultAsync<(long Sum, int Count)>(new CommandDefinition(
            "select rating_sum, rating_count from trip_rating where trip_id = @tripId", new { tripId }, cancellationToken: cancellationToken));
        var rows = await connection.QueryAsync<byte[]>(new CommandDefinition(
            """
            select convert_to(review::text, 'UTF8') from review
            where trip_id = @tripId and status = 0 and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::text))
            order by created_at desc, id desc
            limit @Limit
            """,
            new { tripId, At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return new TripReviews(
            new TripRating(rating.Sum, rating.Count), rows.Select(Read).ToPage(page, static last => new Cursor(last.CreatedAt, last.Id)));
    }

    public async Task<Result<Page<QueuedReview>>> ListQueueAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(byte[] Review, int Reports, DateTime Since)>(new CommandDefinition(
            """
            select convert_to(review::text, 'UTF8'), reports, waits_since from review
            where waits_since is not null and (@At::timestamptz is null or (waits_since, id) > (@At::timestamptz, @Id::text))
            order by waits_since, id
            limit @Limit
            """,
            new { At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return rows.Select(static row => new QueuedReview(Read(row.Review), row.Reports, row.Since))
            .ToPage(page, static last => new Cursor(last.Since, last.Review.Id));
    }

    public async Task<Result<Page<Review>>> ListOfAuthorAsync(string authorId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<byte[]>(new CommandDefinition(
            """
            select convert_to(review::text, 'UTF8') from review
            where author_id = @authorId and author_id <> '' and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::text))
            order by created_at desc, id desc
            limit @Limit
            """,
            new { authorId, At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return rows.Select(Read).ToPage(page, static last => new Cursor(last.CreatedAt, last.Id));
    }

    private static Review Read(byte[] row) => StateJson.Deserialize<Review>(row)
        ?? throw new InvalidOperationException("A row of the table review holds no review.");
}
