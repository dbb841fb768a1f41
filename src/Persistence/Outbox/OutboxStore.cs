using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Outbox;

/// <summary>The deliverers' side of the outbox tables: claim what is due, record what became of it.</summary>
internal sealed class OutboxStore(NpgsqlDataSource dataSource)
{
    // For the transaction. Neither a claim nor an outcome waits until it is on the disk: a server that dies forgets the last moments of both, and what was
    // delivered then is delivered again, as after any lease that is over; so deliveries take no turn from those who must wait. And all goes by the
    // indexes: a plan made while the table is nearly empty would read all of it, and be kept while it fills with rows that are gone.
    private const string SettingsSql = "select set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true)";

    // The first event of a source is the source's lock: only it can be claimed, so no other deliverer passes it. The claim is
    // a lease in the row (it is not due until then) rather than an open transaction, which would keep dead rows of the hot
    // grain_state table from being pruned while handlers work. The events behind the first get the lease, too, though no
    // attempt is counted for them: when the first is delivered and gone, the next of them is the lock.
    private const string ClaimSql =
        """
        with head as (
            select e.source_kind, e.source_id, e.source_version, e.source_ordinal
            from outbox_event e
            where e.partition = $1 and e.next_attempt_at <= $2
              and not exists (
                  select from outbox_event earlier
                  where earlier.source_kind = e.source_kind and earlier.source_id = e.source_id
                    and (earlier.source_version, earlier.source_ordinal) < (e.source_version, e.source_ordinal))
            order by e.next_attempt_at, e.created_at
            limit $3
            for update of e skip locked
        ), taken as (
            select h.*, 1 as attempt
            from head h
            union all
            select f.*, 0
            from head h
            cross join lateral (
                select f.source_kind, f.source_id, f.source_version, f.source_ordinal
                from outbox_event f
                where f.source_kind = h.source_kind and f.source_id = h.source_id
                  and (f.source_version, f.source_ordinal) > (h.source_version, h.source_ordinal)
                order by f.source_version, f.source_ordinal
                limit $5) f
        ), claimed as (
            update outbox_event e
            set next_attempt_at = $4, attempts = e.attempts + t.attempt
            from taken t
            where e.source_kind = t.source_kind and e.source_id = t.source_id
              and e.source_version = t.source_version and e.source_ordinal = t.source_ordinal
            returning e.source_kind, e.source_id, e.source_version, e.source_ordinal,
                      e.event_id, e.type, e.payload, e.traceparent, e.created_at, e.attempts - t.attempt as attempts
        )
        select * from claimed
        order by source_kind, source_id, source_version, source_ordinal
        """;

    private const string DeliveredSql =
        """
        delete from outbox_event e
        using unnest($1, $2, $3, $4) as d (kind, id, version, ordinal)
        where e.source_kind = d.kind and e.source_id = d.id and e.source_version = d.version and e.source_ordinal = d.ordinal
        """;

    // Leaves alone what somebody else has claimed since, because this deliverer's lease was over.
    private const string PostponedSql =
        """
        update outbox_event e
        set attempts = p.attempts, next_attempt_at = p.next_attempt_at, last_error = p.error
        from unnest($1, $2, $3, $4, $5, $6, $7, $8) as p (kind, id, version, ordinal, attempts, next_attempt_at, error, claimed_attempts)
        where e.source_kind = p.kind and e.source_id = p.id and e.source_version = p.version and e.source_ordinal = p.ordinal
          and e.attempts <= p.claimed_attempts
        """;

    private const string DeadSql =
        """
        with dead as (
            delete from outbox_event e
            using unnest($1, $2, $3, $4, $5, $6, $7) as d (kind, id, version, ordinal, attempts, died_at, error)
            where e.source_kind = d.kind and e.source_id = d.id and e.source_version = d.version and e.source_ordinal = d.ordinal
            returning e.*, d.attempts as failed_attempts, d.died_at, d.error
        )
        insert into outbox_dead_letter (event_id, source_kind, source_id, source_version, source_ordinal, type, partition,
                                        payload, traceparent, created_at, attempts, last_error, died_at)
        select event_id, source_kind, source_id, source_version, source_ordinal, type, partition,
               payload, traceparent, created_at, failed_attempts, error, died_at
        from dead
        on conflict (event_id) do nothing
        """;

    private const string NextDueSql =
        """
        select e.next_attempt_at
        from outbox_event e
        where e.partition = $1 and e.next_attempt_at > $2
          and not exists (
              select from outbox_event earlier
              where earlier.source_kind = e.source_kind and earlier.source_id = e.source_id
                and (earlier.source_version, earlier.source_ordinal) < (e.source_version, e.source_ordinal))
        order by e.next_attempt_at
        limit 1
        """;

    // Oldest by a look at the index per partition: new events, and those that failed before.
    private const string MeasureSql =
        """
        select coalesce(extract(epoch from now() - least(
                   (select min(fresh.created_at) from generate_series(0, 7) as p (partition) cross join lateral (
                       select created_at from outbox_event where partition = p.partition and next_attempt_at = '-infinity'
                       order by created_at limit 1) fresh),
                   (select min(created_at) from outbox_event where partition between 0 and 7 and next_attempt_at > '-infinity'))), 0)::float8,
               (select count(*) from (select from outbox_event limit 100000) counted),
               (select count(*) from (select from outbox_dead_letter limit 100000) counted)
        """;

    /// <summary>Claims the due sources of a partition until <paramref name="leaseUntil"/> and reads their next events, in order.</summary>
    public async Task<IReadOnlyList<StoredEvent>> ClaimAsync(
        short partition, DateTimeOffset now, DateTimeOffset leaseUntil, OutboxOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var claim = new NpgsqlBatchCommand(ClaimSql)
        {
            Parameters =
            {
                new NpgsqlParameter<short> { TypedValue = partition },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<int> { TypedValue = options.SourcesPerClaim },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = leaseUntil },
                new NpgsqlParameter<int> { TypedValue = options.EventsPerSource - 1 },
            },
        };
        await using var batch = Batch(connection, claim);
        await batch.PrepareAsync(cancellationToken);

        var events = new List<StoredEvent>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            events.Add(Read(reader));
        return events;
    }

    /// <summary>Records outcomes, in one transaction.</summary>
    public async Task SettleAsync(IReadOnlyList<DeliveryOutcome> outcomes, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = Batch(connection, [.. outcomes.GroupBy(outcome => outcome.Kind).Select(group => Settle(group.Key, [.. group]))]);
        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>When the next postponed source of a partition is due; null when none is postponed.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(short partition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = new NpgsqlBatchCommand(NextDueSql)
        {
            Parameters = { new NpgsqlParameter<short> { TypedValue = partition }, new NpgsqlParameter<DateTimeOffset> { TypedValue = now } },
        };
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = Batch(connection, next);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetFieldValue<DateTimeOffset>(0) : null;
    }

    /// <summary>Age of the oldest event, and how many events and dead letters there are (up to 100,000).</summary>
    public async Task<(TimeSpan Lag, long Pending, long DeadLetters)> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(MeasureSql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (TimeSpan.FromSeconds(Math.Max(0, reader.GetDouble(0))), reader.GetInt64(1), reader.GetInt64(2))
            : default;
    }

    /// <summary>Commands in one transaction, which begins with our settings: the first result is theirs.</summary>
    private static NpgsqlBatch Batch(NpgsqlConnection connection, params NpgsqlBatchCommand[] commands)
    {
        var batch = new NpgsqlBatch(connection) { BatchCommands = { new NpgsqlBatchCommand(SettingsSql) } };
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return batch;
    }

    private static StoredEvent Read(NpgsqlDataReader reader) => new(
        new EventKey(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt32(3)),
        reader.GetGuid(4),
        reader.GetString(5),
        reader.GetFieldValue<byte[]>(6),
        reader.IsDBNull(7) ? null : reader.GetString(7),
        reader.GetFieldValue<DateTimeOffset>(8),
        reader.GetInt32(9));

    private static NpgsqlBatchCommand Settle(DeliveryOutcomeKind kind, IReadOnlyList<DeliveryOutcome> outcomes)
    {
        var command = new NpgsqlBatchCommand(kind switch
        {
            DeliveryOutcomeKind.Delivered => DeliveredSql,
            DeliveryOutcomeKind.Postponed => PostponedSql,
            _ => DeadSql,
        });
        Add(command, outcomes, outcome => outcome.Key.SourceKind, NpgsqlDbType.Text);
        Add(command, outcomes, outcome => outcome.Key.SourceId, NpgsqlDbType.Text);
        Add(command, outcomes, outcome => outcome.Key.Version, NpgsqlDbType.Bigint);
        Add(command, outcomes, outcome => outcome.Key.Ordinal, NpgsqlDbType.Integer);
        if (kind == DeliveryOutcomeKind.Delivered)
            return command;

        Add(command, outcomes, outcome => outcome.Attempts, NpgsqlDbType.Integer);
        Add(command, outcomes, outcome => outcome.NextAttemptAt, NpgsqlDbType.TimestampTz);
        Add(command, outcomes, outcome => outcome.Error, NpgsqlDbType.Text);
        if (kind == DeliveryOutcomeKind.Postponed)
            Add(command, outcomes, outcome => outcome.ClaimedAttempts, NpgsqlDbType.Integer);
        return command;
    }

    private static void Add<T>(NpgsqlBatchCommand command, IReadOnlyList<DeliveryOutcome> outcomes, Func<DeliveryOutcome, T> value, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. outcomes.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type });
}
