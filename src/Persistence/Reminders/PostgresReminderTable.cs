using System.Globalization;
using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace Nusaloka.Persistence.Reminders;

/// <summary>
/// Reminders in the table reminder. ETags are numbers that are never used twice. A registration replaces what is there; a removal needs
/// the ETag; a tick moves the due time on and leaves the ETag alone, so that the handles that grains keep stay good.
/// </summary>
/// <remarks>
/// The public methods serve the embedded runtime, whose interface asks for them. Under Microsoft Orleans nobody calls them, and the due
/// times stay behind: Orleans works out each next tick from start and period.
/// </remarks>
internal sealed class PostgresReminderTable(NpgsqlDataSource dataSource) : IReminderTable
{
    private const string Columns = "r.grain_id, r.name, r.start_at, r.period, r.version, r.due_at";

    private const string OfGrainSql = $"select {Columns} from reminder r where r.grain_id = $1 order by r.name";

    private const string OfKeySql = $"select {Columns} from reminder r where r.grain_id = $1 and r.name = $2";

    private const string BetweenSql = $"select {Columns} from reminder r where r.hash > $1 and r.hash <= $2";

    private const string AroundSql = $"select {Columns} from reminder r where r.hash > $1 or r.hash <= $2";

    private const string DueSql = $"select {Columns} from reminder r where r.due_at < $1 order by r.due_at";

    private const string UpsertSql =
        """
        insert into reminder (grain_id, name, hash, start_at, period, due_at)
        values ($1, $2, $3, $4, $5, $4)
        on conflict (grain_id, name) do update
        set hash = excluded.hash, start_at = excluded.start_at, period = excluded.period, due_at = excluded.due_at, version = excluded.version
        returning version
        """;

    private const string RemoveSql = "delete from reminder where grain_id = $1 and name = $2 and version = $3";

    private const string AgainSql =
        $"""
        select {Columns}
        from unnest($1, $2) as k (grain_id, name)
        join reminder r on r.grain_id = k.grain_id and r.name = k.name
        """;

    private const string AdvanceSql =
        """
        update reminder r
        set due_at = t.next_due_at
        from unnest($1, $2, $3, $4, $5) as t (grain_id, name, version, due_at, next_due_at)
        where r.grain_id = t.grain_id and r.name = t.name and r.version = t.version and r.due_at = t.due_at
        """;

    Task<ReminderTableData> IReminderTable.ReadRows(GrainId grainId) => ReadAllAsync(OfGrainSql, Text(grainId.ToString()));

    Task<ReminderTableData> IReminderTable.ReadRows(uint begin, uint end) =>
        ReadAllAsync(begin < end ? BetweenSql : AroundSql, Number(begin), Number(end));

    async Task<ReminderEntry?> IReminderTable.ReadRow(GrainId grainId, string reminderName) =>
        (await ReadAllAsync(OfKeySql, Text(grainId.ToString()), Text(reminderName)).ConfigureAwait(false)).Reminders.SingleOrDefault();

    async Task<string?> IReminderTable.UpsertRow(ReminderEntry entry)
    {
        await using var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(UpsertSql, connection)
        {
            Parameters =
            {
                Text(entry.GrainId.ToString()), Text(entry.ReminderName), Number(entry.GrainId.GetUniformHashCode()),
                Time(entry.StartAt), new NpgsqlParameter<TimeSpan> { TypedValue = entry.Period },
            },
        };
        await command.PrepareAsync().ConfigureAwait(false);
        return ((long)(await command.ExecuteScalarAsync().ConfigureAwait(false))!).ToString(CultureInfo.InvariantCulture);
    }

    async Task<bool> IReminderTable.RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        if (!TryVersion(eTag, out var version))
            return false;

        await using var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(RemoveSql, connection)
        {
            Parameters = { Text(grainId.ToString()), Text(reminderName), Number(version) },
        };
        await command.PrepareAsync().ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false) > 0;
    }

    async Task IReminderTable.TestOnlyClearTable()
    {
        await using var command = dataSource.CreateCommand("delete from reminder");
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    /// <summary>The reminders that are due before that time, the longest due first, each with its next due time.</summary>
    public async IAsyncEnumerable<(ReminderEntry Entry, DateTime DueAt)> ReadDueRowsAsync(
        DateTime before, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand(DueSql);
        command.Parameters.Add(Time(before));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return Read(reader);
    }

    /// <summary>What became of reminders that were read before, in any order; those that are gone are left out.</summary>
    public async Task<IReadOnlyList<(ReminderEntry Entry, DateTime DueAt)>> ReadAgainAsync(
        IReadOnlyList<ReminderEntry> entries, CancellationToken cancellationToken = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(AgainSql, connection)
        {
            Parameters =
            {
                List(entries, entry => entry.GrainId.ToString(), NpgsqlDbType.Text),
                List(entries, entry => entry.ReminderName, NpgsqlDbType.Text),
            },
        };
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<(ReminderEntry Entry, DateTime DueAt)>(entries.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            rows.Add(Read(reader));
        return rows;
    }

    /// <summary>Moves the due times of reminders on whose ticks were taken, each only if ETag and due time are still those.</summary>
    public async Task AdvanceRowsAsync(
        IReadOnlyList<(ReminderEntry Entry, DateTime DueAt, DateTime NextDueAt)> ticks, CancellationToken cancellationToken = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(AdvanceSql, connection)
        {
            Parameters =
            {
                List(ticks, tick => tick.Entry.GrainId.ToString(), NpgsqlDbType.Text),
                List(ticks, tick => tick.Entry.ReminderName, NpgsqlDbType.Text),
                List(ticks, tick => TryVersion(tick.Entry.ETag, out var version) ? version : 0, NpgsqlDbType.Bigint),
                List(ticks, tick => Utc(tick.DueAt), NpgsqlDbType.TimestampTz),
                List(ticks, tick => Utc(tick.NextDueAt), NpgsqlDbType.TimestampTz),
            },
        };
        await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReminderTableData> ReadAllAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync().ConfigureAwait(false);
        var entries = new List<ReminderEntry>();
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        while (await reader.ReadAsync().ConfigureAwait(false))
            entries.Add(Read(reader).Entry);
        return new ReminderTableData(entries);
    }

    private static (ReminderEntry Entry, DateTime DueAt) Read(NpgsqlDataReader reader)
    {
        var entry = new ReminderEntry
        {
            GrainId = GrainId.Parse(reader.GetString(0)),
            ReminderName = reader.GetString(1),
            StartAt = reader.GetDateTime(2),
            Period = reader.GetTimeSpan(3),
            ETag = reader.GetInt64(4).ToString(CultureInfo.InvariantCulture),
        };
        return (entry, reader.GetDateTime(5));
    }

    private static bool TryVersion(string? eTag, out long version) =>
        long.TryParse(eTag, NumberStyles.None, CultureInfo.InvariantCulture, out version);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<long> Number(long value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTime> Time(DateTime value) => new() { TypedValue = Utc(value) };

    // Times of reminders are UTC, also where somebody has lost the kind.
    private static DateTime Utc(DateTime value) => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : DateTime.SpecifyKind(value, DateTimeKind.Utc);

    private static NpgsqlParameter<TValue[]> List<TItem, TValue>(IReadOnlyList<TItem> items, Func<TItem, TValue> value, NpgsqlDbType type) =>
        new() { TypedValue = [.. items.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type };
}
