using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Storage;

/// <summary>
/// Commits batches of writes over one connection, each batch in one round trip and one transaction. When PostgreSQL
/// refuses a batch, finds out who is to blame (<see cref="CommitFailure"/>), answers those and commits the others.
/// Used by one lane; not thread-safe.
/// </summary>
internal sealed partial class StateCommitter(NpgsqlDataSource dataSource, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private const string CommitSql = "select grain_state_commit($1, $2, $3, $4)";

    private static readonly TimeSpan TrustedIdleTime = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? _connection;
    private long _lastUsed;
    private bool _isDown;

    /// <summary>Makes sure there is a connection that works.</summary>
    /// <returns>Null, or why there is none.</returns>
    public async Task<Exception?> ConnectAsync()
    {
        try
        {
            // A connection that sat idle may have died unnoticed (server restarted, network gone). Trying it first costs a
            // round trip and saves a write from an unknown outcome.
            if (_connection is { FullState: ConnectionState.Open } idle && time.GetElapsedTime(_lastUsed) > TrustedIdleTime)
                await ProbeAsync(idle).ConfigureAwait(false);
            _ = await OpenAsync().ConfigureAwait(false);
            _lastUsed = time.GetTimestamp();
            if (_isDown)
                LogConnectedAgain();
            _isDown = false;
            return null;
        }
        catch (Exception exception)
        {
            // Once per outage: while it lasts, every batch comes here.
            if (!_isDown)
                LogNoConnection(exception);
            _isDown = true;
            return exception;
        }
    }

    /// <summary>Commits the writes and answers every one of them. Never throws.</summary>
    /// <param name="writes">At most one per state.</param>
    public async Task CommitAsync(PendingWrite[] writes)
    {
        var isLogged = false;
        var groups = new Stack<PendingWrite[]>([writes]);
        while (groups.TryPop(out var group))
        {
            if (await TryCommitAsync(group).ConfigureAwait(false) is not { } failure)
                continue;

            // A lost race is its caller's news, and one line says enough about a batch that is taken apart.
            if (!isLogged && !failure.IsVersionConflict)
            {
                LogBatchFailed(failure.Exception, group.Length, failure.Stage);
                isLogged = true;
            }

            foreach (var rest in failure.Resolve())
                groups.Push(rest);
        }

        _lastUsed = time.GetTimestamp();
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private async Task<CommitFailure?> TryCommitAsync(PendingWrite[] group)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await OpenAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return new CommitFailure(group, exception, FailureStage.NotSent, Culprit: null);
        }

        var owners = new Dictionary<NpgsqlBatchCommand, PendingWrite>();
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            Fill(batch, group, owners);
            await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var culprit = exception is PostgresException { BatchCommand: { } command } ? owners.GetValueOrDefault(command) : null;
            var stage = StageOf(exception, connection);

            // Npgsql prepares projection commands at their second use. When a batch fails in which it does so, it may take
            // statements for prepared that are not, and blame the next batch for it.
            if (owners.Count > 0)
                await CloseAsync().ConfigureAwait(false);
            return new CommitFailure(group, exception, stage, culprit);
        }

        foreach (var write in group)
            write.Committed();
        return null;
    }

    private static FailureStage StageOf(Exception exception, NpgsqlConnection connection) => exception switch
    {
        // A session that ended may have committed first.
        PostgresException { InvariantSeverity: "FATAL" or "PANIC" } => FailureStage.Unknown,
        PostgresException => FailureStage.RolledBack,
        NpgsqlException => FailureStage.Unknown,
        // A value that has no PostgreSQL form is found while the batch is written; without the end of the batch there is no commit.
        ArgumentException or InvalidCastException or FormatException or OverflowException or NotSupportedException => FailureStage.RolledBack,
        _ => connection.FullState == ConnectionState.Open ? FailureStage.RolledBack : FailureStage.Unknown,
    };

    // One batch is one implicit transaction: the version checks first, so that what follows them is undone with a loser.
    private static void Fill(NpgsqlBatch batch, PendingWrite[] group, Dictionary<NpgsqlBatchCommand, PendingWrite> owners)
    {
        batch.BatchCommands.Add(CommitStates(group));
        List<OutboxRow>? events = null;
        foreach (var write in group)
        {
            foreach (var statement in write.ProjectionStatements)
            {
                var command = statement.ToBatchCommand();
                owners.Add(command, write);
                batch.BatchCommands.Add(command);
            }

            if (write.Events.Count > 0)
                (events ??= []).AddRange(write.Events);
        }

        if (events is not null)
            batch.BatchCommands.Add(OutboxSql.Append(events));
    }

    private static NpgsqlBatchCommand CommitStates(PendingWrite[] group)
    {
        var kinds = new string[group.Length];
        var ids = new string[group.Length];
        var versions = new long[group.Length];
        var states = new byte[]?[group.Length];
        for (var i = 0; i < group.Length; i++)
        {
            kinds[i] = group[i].Kind;
            ids[i] = group[i].Id;
            versions[i] = group[i].ExpectedVersion;
            states[i] = group[i].State;
        }

        return new NpgsqlBatchCommand(CommitSql)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = kinds, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter<string[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter<long[]> { TypedValue = versions, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter<byte[]?[]> { TypedValue = states, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            },
        };
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        if (_connection is { FullState: ConnectionState.Open } open)
            return open;

        await CloseAsync().ConfigureAwait(false);
        var connection = await dataSource.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { CommitStates([]), OutboxSql.Append([]) } };
            await batch.PrepareAsync().ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return _connection = connection;
    }

    private async Task CloseAsync()
    {
        if (_connection is not { } connection)
            return;

        _connection = null;
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task ProbeAsync(NpgsqlConnection connection)
    {
        try
        {
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync().ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // Nothing was at stake. The connection is closed now and the caller opens another.
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }

    [LoggerMessage(EventId = 2010, Level = LogLevel.Error, Message = "No connection to PostgreSQL for grain state writes")]
    private partial void LogNoConnection(Exception exception);

    [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "A commit of {Count} grain states failed ({Stage})")]
    private partial void LogBatchFailed(Exception exception, int count, FailureStage stage);

    [LoggerMessage(EventId = 2012, Level = LogLevel.Information, Message = "Grain state writes are connected to PostgreSQL again")]
    private partial void LogConnectedAgain();
}
