using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.GroupCommit;
using Nusaloka.Persistence.Outbox;

namespace Nusaloka.Persistence.Storage;

/// <summary>
/// Commits batches of writes over one connection, each batch in one round trip and one transaction. When PostgreSQL
/// refuses a batch, finds out who is to blame (<see cref="CommitFailure"/>), answers those and commits the others.
/// Used by one lane; not thread-safe.
/// </summary>
internal sealed partial class StateCommitter(NpgsqlDataSource dataSource, CommitInstruments instruments, TimeProvider time, ILogger logger) : ICommitter<PendingWrite>
{
    private const string CommitSql = "select grain_state_commit($1, $2, $3, $4)";

    private readonly LaneConnection _connection = new(dataSource, PrepareAsync, time, logger);

    public Task<Exception?> ConnectAsync() => _connection.ConnectAsync();

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

            foreach (var rest in failure.Resolve(instruments.Fenced))
                groups.Push(rest);
        }

        _connection.Used();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<CommitFailure?> TryCommitAsync(PendingWrite[] group)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await _connection.OpenAsync().ConfigureAwait(false);
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
            var stage = FailureStages.Of(exception, connection);

            // Npgsql prepares projection commands at their second use. When a batch fails in which it does so, it may take
            // statements for prepared that are not, and blame the next batch for it.
            if (owners.Count > 0)
                await _connection.CloseAsync().ConfigureAwait(false);
            return new CommitFailure(group, exception, stage, culprit);
        }

        foreach (var write in group)
            write.Committed();
        return null;
    }

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

    private static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { CommitStates([]), OutboxSql.Append([]) } };
        await batch.PrepareAsync().ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, Message = "A commit of {Count} grain states failed ({Stage})")]
    private partial void LogBatchFailed(Exception exception, int count, FailureStage stage);
}
