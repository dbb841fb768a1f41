using System.Globalization;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Storage;
using Nusaloka.Trips;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Trips;

/// <summary>Lists trips and what was done to them from the read models.</summary>
[StatelessWorker]
internal sealed class TripQueryGrain(NpgsqlDataSource dataSource) : Grain, ITripQueryGrain
{
    public async Task<Result<Page<TripSummary>>> ListOfGuideAsync(string guideId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, short Status, string Title, string Region, long Price, short Days, string? Photo, DateTime UpdatedAt)>(
            new CommandDefinition(
                """
                select id, status, title, region, price, days, photo, updated_at from trip
                where guide_id = @guideId and status <> 3 and (@At::timestamptz is null or (updated_at, id) < (@At::timestamptz, @Id::text))
                order by updated_at desc, id desc
                limit @Limit
                """,
                new { guideId, At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 },
                cancellationToken: cancellationToken));
        return rows.ToPage(page, static row => new Cursor(row.UpdatedAt, row.Id), static row => new TripSummary(
            row.Id, (TripStatus)row.Status, row.Title, row.Region, Money.Rupiah(row.Price), row.Days, row.Photo, row.UpdatedAt));
    }

    public async Task<Result<Page<TripRevision>>> ListRevisionsAsync(string tripId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!TryReadVersion(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<byte[]>(new CommandDefinition(
            """
            select convert_to(revision::text, 'UTF8') from trip_revision
            where trip_id = @tripId and version < @before
            order by version desc
            limit @Limit
            """,
            new { tripId, before, Limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return rows.Select(static row => StateJson.Deserialize<TripRevision>(row) ?? throw new InvalidOperationException("A row of trip_revision holds no revision."))
            .ToPage(page, static last => last.Version.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<Result<Page<SavedTrip>>> ListSavedAsync(string accountId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode(page.Cursor, out var after))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<SavedRow>(new CommandDefinition(
            """
            select t.id, t.status, t.title, t.region, t.price, t.days, t.photo, t.updated_at as UpdatedAt, s.saved_at as SavedAt
            from saved_trip s join trip t on t.id = s.trip_id and t.status <> 3
            where s.account_id = @accountId and (@At::timestamptz is null or (s.saved_at, s.trip_id) < (@At::timestamptz, @Id::text))
            order by s.saved_at desc, s.trip_id desc
            limit @Limit
            """,
            new { accountId, At = after?.At.UtcDateTime, after?.Id, Limit = page.Limit + 1 }, cancellationToken: cancellationToken));
        return rows.ToPage(page, static row => new Cursor(row.SavedAt, row.Id), static row => new SavedTrip(
            new TripSummary(row.Id, (TripStatus)row.Status, row.Title, row.Region, Money.Rupiah(row.Price), row.Days, row.Photo, row.UpdatedAt),
            row.SavedAt));
    }

    private static bool TryReadVersion(string? cursor, out long version)
    {
        version = long.MaxValue;
        return cursor is null || long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }

    private sealed record SavedRow(
        string Id, short Status, string Title, string Region, long Price, short Days, string? Photo, DateTime UpdatedAt, DateTime SavedAt);
}
