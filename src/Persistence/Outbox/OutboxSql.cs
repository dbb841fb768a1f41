using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Outbox;

/// <summary>
/// The SQL that appends events, for whoever commits a transaction of its own (grain state, ledger). Inserting is all it
/// takes: a trigger notifies the deliverers at commit.
/// </summary>
public static class OutboxSql
{
    private const string AppendSql =
        """
        insert into outbox_event (source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload, traceparent)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    /// <summary>A command that appends all rows; add it to the batch or transaction that makes the events true.</summary>
    public static NpgsqlBatchCommand Append(IReadOnlyList<OutboxRow> rows) => new(AppendSql)
    {
        Parameters =
        {
            Column(rows, row => row.SourceKind, NpgsqlDbType.Text),
            Column(rows, row => row.SourceId, NpgsqlDbType.Text),
            Column(rows, row => row.SourceVersion, NpgsqlDbType.Bigint),
            Column(rows, row => row.SourceOrdinal, NpgsqlDbType.Integer),
            Column(rows, row => row.EventId, NpgsqlDbType.Uuid),
            Column(rows, row => row.Type, NpgsqlDbType.Text),
            Column(rows, row => row.Partition, NpgsqlDbType.Smallint),
            Column(rows, row => row.Payload, NpgsqlDbType.Jsonb),
            Column(rows, row => row.TraceParent, NpgsqlDbType.Text),
        },
    };

    private static NpgsqlParameter<T[]> Column<T>(IReadOnlyList<OutboxRow> rows, Func<OutboxRow, T> value, NpgsqlDbType type) =>
        new() { TypedValue = [.. rows.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type };
}
