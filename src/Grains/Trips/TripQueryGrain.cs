using System.Collections.Immutable;
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
        var items = rows.Select(static row => new TripSummary(
            row.Id, (TripStatus)row.Status, row.Title, row.Region, Money.Rupiah(row.Price), row.Days, row.Photo, row.UpdatedAt)).ToImmutableArray();
        return Page(items, page.Limit, static last => new Cursor(last.UpdatedAt, last.Id).Encode());
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
        var items = rows.Select(static row => StateJson.Deserialize<TripRevision>(row)
            ?? throw new InvalidOperationException("A row of trip_revision holds no revision.")).ToImmutableArray();
        return Page(items, page.Limit, static last => last.Version.ToString(CultureInfo.InvariantCulture));
    }

    private static bool TryReadVersion(string? cursor, out long version)
    {
        version = long.MaxValue;
        return cursor is null || long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out version);
    }

    private static Page<T> Page<T>(ImmutableArray<T> items, int limit, Func<T, string> cursorOf) =>
        items.Length <= limit ? new Page<T>(items, null) : new Page<T>(items[..limit], cursorOf(items[limit - 1]));
}
