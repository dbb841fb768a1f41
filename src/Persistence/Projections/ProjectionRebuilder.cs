using Microsoft.Extensions.Logging;
using Npgsql;

namespace Nusaloka.Persistence.Projections;

/// <summary>
/// Fills the tables of projections anew from grain_state, each projection in one transaction: readers see all of the old content
/// until they see all of the new.
/// </summary>
/// <remarks>
/// While a projection is rebuilt its tables are locked against writers, not against readers. Writes of that kind wait, and with
/// them whatever waits behind them in the same write lane; those that wait longer than the command timeout fail. So rebuild large
/// projections in a quiet hour, or with the silos stopped. No write is lost: a write whose state was read here too early still has
/// its own projection commands before it, waiting for the lock, and they overwrite what was rebuilt.
/// </remarks>
public sealed partial class ProjectionRebuilder
{
    private const int PageSize = 500;
    private const int MaxAttempts = 5;

    private readonly NpgsqlDataSource _dataSource;
    private readonly ProjectionRegistry _projections;
    private readonly ILogger<ProjectionRebuilder> _logger;

    internal ProjectionRebuilder(NpgsqlDataSource dataSource, ProjectionRegistry projections, ILogger<ProjectionRebuilder> logger)
    {
        _dataSource = dataSource;
        _projections = projections;
        _logger = logger;
    }

    /// <summary>Rebuilds all projections, or those of one kind of state.</summary>
    /// <returns>What was rebuilt.</returns>
    public async Task<IReadOnlyList<RebuiltProjection>> RebuildAsync(string? kind, CancellationToken cancellationToken)
    {
        var rebuilt = new List<RebuiltProjection>();
        foreach (var projection in _projections.All.Where(projection => kind is null || projection.Kind == kind))
        {
            var states = await RebuildAsync(projection, cancellationToken);
            LogRebuilt(projection.Name, projection.Kind, states);
            rebuilt.Add(new RebuiltProjection(projection.Kind, projection.Name, projection.Tables, states));
        }

        return rebuilt;
    }

    /// <summary>
    /// Makes what the projections of one kind show of some states anew, in one transaction. Only the writes of these states wait for it; what
    /// is shown of others stays as it is, and when a constraint says no because of them, nothing is changed.
    /// </summary>
    /// <param name="kind">The kind of state.</param>
    /// <param name="ids">Which; of one that has no state nothing is shown any more.</param>
    /// <param name="cancellationToken">Ends it, and nothing is changed.</param>
    public async Task RepairAsync(string kind, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        await WithPatienceAsync(kind, () => TryRepairAsync(kind, [.. ids], cancellationToken));
    }

    private Task<long> RebuildAsync(ProjectionRegistration projection, CancellationToken cancellationToken) =>
        WithPatienceAsync(projection.Name, () => TryRebuildAsync(projection, cancellationToken));

    private async Task<long> WithPatienceAsync(string what, Func<Task<long>> tryAsync)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await tryAsync();
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < MaxAttempts)
            {
                // Writers lock several tables in the order of their commands, we in ours; PostgreSQL chose us to give way.
                LogGaveWay(what, attempt);
            }
        }
    }

    private async Task<long> TryRepairAsync(string kind, string[] ids, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // As writers: first the states, then what is shown of them.
        await using (var hold = new NpgsqlCommand("select from grain_state where kind = $1 and id = any ($2) order by id for update", connection)
        {
            Parameters = { new() { Value = kind }, new() { Value = ids } },
        })
        {
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        await SendAsync(connection, ids.SelectMany(id => _projections.Deletes(kind, id)), cancellationToken);
        // Read after that: a state that came to be meanwhile has written its rows before, or waits.
        await using var read = new NpgsqlCommand("select id, state from grain_state where kind = $1 and id = any ($2) and state is not null", connection)
        {
            Parameters = { new() { Value = kind }, new() { Value = ids } },
        };
        var states = await ReadAsync(read, cancellationToken);
        foreach (var projection in _projections.All.Where(projection => projection.Kind == kind))
            await ReplayAsync(connection, projection, states, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return states.Count;
    }

    private async Task<long> TryRebuildAsync(ProjectionRegistration projection, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var table in projection.Tables)
        {
            await ExecuteAsync(connection, $"lock table {table} in exclusive mode", cancellationToken);
            await ExecuteAsync(connection, $"delete from {table}", cancellationToken);
        }

        var count = 0L;
        var last = "";
        while (await ReadPageAsync(connection, projection.Kind, last, cancellationToken) is { Count: > 0 } page)
        {
            await ReplayAsync(connection, projection, page, cancellationToken);
            count += page.Count;
            last = page[^1].Id;
        }

        await transaction.CommitAsync(cancellationToken);
        return count;
    }

    private static async Task<List<(string Id, byte[] State)>> ReadPageAsync(
        NpgsqlConnection connection, string kind, string afterId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select id, state from grain_state where kind = $1 and id > $2 and state is not null order by id limit $3", connection)
        {
            Parameters = { new() { Value = kind }, new() { Value = afterId }, new() { Value = PageSize } },
        };
        return await ReadAsync(command, cancellationToken);
    }

    private static async Task<List<(string Id, byte[] State)>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var states = new List<(string, byte[])>(PageSize);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            states.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        return states;
    }

    private static Task ReplayAsync(
        NpgsqlConnection connection, ProjectionRegistration projection, List<(string Id, byte[] State)> page, CancellationToken cancellationToken)
    {
        var statements = new SqlStatementList();
        foreach (var (id, state) in page)
            projection.UpsertStored(statements, id, state);
        return SendAsync(connection, statements.Statements, cancellationToken);
    }

    private static async Task SendAsync(NpgsqlConnection connection, IEnumerable<SqlStatement> statements, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement.ToBatchCommand());
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 2020, Level = LogLevel.Information, Message = "Rebuilt projection {Projection} of kind {Kind} from {States} states")]
    private partial void LogRebuilt(string projection, string kind, long states);

    [LoggerMessage(EventId = 2021, Level = LogLevel.Information, Message = "Rebuilding projection {Projection} starts again after a deadlock (attempt {Attempt})")]
    private partial void LogGaveWay(string projection, int attempt);
}
