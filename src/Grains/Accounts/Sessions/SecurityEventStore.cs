using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Grains.State;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>The table <c>security_event</c>.</summary>
internal sealed class SecurityEventStore(NpgsqlDataSource dataSource)
{
    /// <summary>Writes events that are not there yet.</summary>
    public async Task AddAsync(string accountId, IEnumerable<SecurityEvent> events, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into security_event (id, account_id, type, session_id, detail, by, at)
            values (@Id, @AccountId, @Type, @SessionId, @Detail, @By, @At)
            on conflict (id) do nothing
            """,
            events.Select(one => new
            {
                Id = Guid.Parse(one.Id), AccountId = accountId, one.Type, one.SessionId, one.Detail, one.By, At = one.At.UtcDateTime,
            }).ToArray(),
            cancellationToken: cancellationToken));
    }

    /// <summary>Adds to the number that an event counts, or begins to count with it.</summary>
    public async Task CountAsync(string accountId, Guid id, string type, int count, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into security_event (id, account_id, type, detail, at) values (@id, @accountId, @type, @count::text, @at)
            on conflict (id) do update set detail = (security_event.detail::bigint + excluded.detail::bigint)::text, at = excluded.at
            """,
            new { id, accountId, type, count, at = at.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>How many the events of a type that counts have counted since then.</summary>
    public async Task<long> SumAsync(string accountId, string type, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select coalesce(sum(detail::bigint), 0)::bigint from security_event where account_id = @accountId and type = @type and at > @since",
            new { accountId, type, since = since.UtcDateTime }, cancellationToken: cancellationToken));
    }

    /// <summary>Whether there is an event.</summary>
    public async Task<bool> HasAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from security_event where id = @id)", new { id = Guid.Parse(id) }, cancellationToken: cancellationToken));
    }

    /// <summary>The newest events of an account before the cursor.</summary>
    public async Task<ImmutableArray<SecurityEvent>> ListAsync(string accountId, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select id, type, session_id as SessionId, detail, by, at
            from security_event
            where account_id = @AccountId and (@At::timestamptz is null or (at, id) < (@At::timestamptz, @Id::uuid))
            order by at desc, id desc
            limit @Limit
            """,
            new { AccountId = accountId, At = before?.At.UtcDateTime, before?.Id, Limit = limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => new SecurityEvent(row.Id.ToString(), row.Type, row.SessionId, row.Detail, row.By, row.At))];
    }

    private sealed record Row(Guid Id, string Type, string? SessionId, string Detail, string? By, DateTime At);
}
