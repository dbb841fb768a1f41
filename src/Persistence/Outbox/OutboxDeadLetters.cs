using Npgsql;

namespace Nusaloka.Persistence.Outbox;

/// <summary>
/// The events that failed every attempt. Each of them let later events of its source pass, so a replayed one arrives after them.
/// </summary>
public sealed class OutboxDeadLetters(NpgsqlDataSource dataSource)
{
    private const int MaxPageSize = 1_000;

    private const string ListSql =
        """
        select event_id, type, source_kind, source_id, source_version, attempts, last_error, created_at, died_at
        from outbox_dead_letter
        where $1::timestamptz is null or (died_at, event_id) < ($1, $2)
        order by died_at desc, event_id desc
        limit $3
        """;

    private const string ReplaySql =
        """
        with replayed as (
            delete from outbox_dead_letter where event_id = $1 returning *
        )
        insert into outbox_event (source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload, traceparent, created_at)
        select source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload, traceparent, created_at
        from replayed
        """;

    /// <summary>The latest dead letters, newest first.</summary>
    /// <param name="limit">How many at most, from 1 to 1,000.</param>
    /// <param name="after">When the last one of the page before died, and its id; null for the first page.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(
        int limit, (DateTimeOffset DiedAt, Guid EventId)? after, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(ListSql);
        command.Parameters.Add(new NpgsqlParameter { Value = after?.DiedAt ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter { Value = after?.EventId ?? Guid.Empty });
        command.Parameters.Add(new NpgsqlParameter { Value = Math.Clamp(limit, 1, MaxPageSize) });

        var letters = new List<DeadLetter>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            letters.Add(new DeadLetter(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4), reader.GetInt32(5),
                reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8)));
        }

        return letters;
    }

    /// <summary>Puts an event back into the outbox, with all its attempts, and wakes its deliverer.</summary>
    /// <returns>False when there is no such dead letter.</returns>
    public async Task<bool> ReplayAsync(Guid eventId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(ReplaySql);
        command.Parameters.Add(new NpgsqlParameter { Value = eventId });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
