using System.Collections.Immutable;
using System.Text;
using Dapper;
using Npgsql;
using Nusaloka.Bookings;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Storage;

namespace Nusaloka.Grains.Bookings;

/// <summary>The SQL over the table <c>booking</c>.</summary>
internal static class BookingQueries
{
    public static async Task<ImmutableArray<Booking>> ListAsync(
        NpgsqlConnection connection, BookingQuery query, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<string>(new CommandDefinition(
            """
            select booking::text from booking
            where (@AccountId::text is null or account_id = @AccountId)
              and (@GuideId::text is null or guide_id = @GuideId)
              and (@DepartureId::text is null or departure_id = @DepartureId)
              and (@Status::smallint is null or status = @Status)
              and (not @OpenComplaintsOnly
                   or (booking->'complaint'->>'at' is not null and booking->'complaint'->>'decided_at' is null))
              and (@At::timestamptz is null or (created_at, id) < (@At::timestamptz, @Id::text))
            order by created_at desc, id desc
            limit @limit
            """,
            new { query.AccountId, query.GuideId, query.DepartureId, Status = (short?)query.Status, query.OpenComplaintsOnly, At = before?.At.UtcDateTime, before?.Id, limit },
            cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(static row => StateJson.Deserialize<Booking>(Encoding.UTF8.GetBytes(row))
                ?? throw new InvalidOperationException("A stored booking is null.")),
        ];
    }

    /// <summary>The bookings of a departure of which something will come. No departure has more seats than fit into one list.</summary>
    public static async Task<ImmutableArray<string>> ListOpenOfDepartureAsync(
        NpgsqlDataSource dataSource, string departureId, CancellationToken cancellationToken) => await IdsAsync(
        dataSource, "select id from booking where departure_id = @departureId and is_open", new { departureId }, cancellationToken);

    /// <summary>The bookings of somebody who leaves.</summary>
    public static async Task<ImmutableArray<string>> ListOfAccountAsync(
        NpgsqlDataSource dataSource, string accountId, CancellationToken cancellationToken) => await IdsAsync(
        dataSource, "select id from booking where account_id = @accountId", new { accountId }, cancellationToken);

    /// <summary>The bookings of a guide who leaves of which something will come.</summary>
    public static async Task<ImmutableArray<string>> ListOpenOfGuideAsync(
        NpgsqlDataSource dataSource, string guideId, CancellationToken cancellationToken) => await IdsAsync(
        dataSource, "select id from booking where guide_id = @guideId and is_open", new { guideId }, cancellationToken);

    /// <summary>Bookings that are over and still say who came, by when they last changed, up to a time.</summary>
    public static async Task<ImmutableArray<(string Id, DateTimeOffset UpdatedAt)>> ListWithPeopleAsync(
        NpgsqlDataSource dataSource, DateTimeOffset after, DateTimeOffset until, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, DateTime UpdatedAt)>(new CommandDefinition(
            """
            select id, updated_at from booking
            where not is_open and jsonb_typeof(booking->'contact') = 'object' and updated_at > @After and updated_at <= @Until
            order by updated_at limit @limit
            """,
            new { After = after.UtcDateTime, Until = until.UtcDateTime, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(static row => (row.Id, new DateTimeOffset(row.UpdatedAt, TimeSpan.Zero)))];
    }

    public static async Task<bool> HasBookedAsync(NpgsqlConnection connection, string accountId, string tripId, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from booking where account_id = @accountId and trip_id = @tripId and is_paid)",
            new { accountId, tripId }, cancellationToken: cancellationToken));

    private static async Task<ImmutableArray<string>> IdsAsync(
        NpgsqlDataSource dataSource, string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }
}
