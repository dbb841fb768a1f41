using Microsoft.Extensions.Logging;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Chat;

/// <summary>
/// Commits batches of room writes over one connection, each batch in one round trip and one transaction. A write that was sent and not answered is
/// sent again: when it was done, its room has the name of the write, and that is the answer.
/// </summary>
internal sealed partial class RoomCommitter(NpgsqlDataSource dataSource, CommitInstruments instruments, TimeProvider time, ILogger logger)
    : ICommitter<PendingRoomWrite>
{
    private readonly LaneConnection _connection = new(dataSource, RoomStatements.PrepareAsync, time, logger);

    public Task<Exception?> ConnectAsync() => _connection.ConnectAsync();

    public async Task CommitAsync(PendingRoomWrite[] batch)
    {
        // Two processes that write the same rooms lock them in the same order.
        Array.Sort(batch, static (one, other) => one.Write.RoomId.CompareTo(other.Write.RoomId));
        var isLogged = false;
        var groups = new Stack<PendingRoomWrite[]>([batch]);
        while (groups.TryPop(out var group))
        {
            if (await TryCommitAsync(group).ConfigureAwait(false) is not var (exception, stage))
                continue;

            if (!isLogged)
                LogBatchFailed(exception, group.Length, stage);
            isLogged = true;
            var rests = exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }
                ? FailedBatch.Again(group, exception)
                : FailedBatch.Resolve(group, exception, stage);
            foreach (var rest in rests)
                groups.Push(rest);
        }

        _connection.Used();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<(Exception Exception, FailureStage Stage)?> TryCommitAsync(PendingRoomWrite[] group)
    {
        NpgsqlConnection connection;
        try
        {
            connection = await _connection.OpenAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return (exception, FailureStage.NotSent);
        }

        Dictionary<Guid, RoomWriteOutcome> refused;
        try
        {
            refused = await SendAsync(connection, group).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return (exception, FailureStages.Of(exception, connection));
        }

        foreach (var pending in group)
        {
            var outcome = refused.GetValueOrDefault(pending.Write.RoomId, RoomWriteOutcome.Written);
            if (outcome == RoomWriteOutcome.Fenced)
                instruments.Fenced();
            pending.Done(outcome);
        }

        return null;
    }

    private static async Task<Dictionary<Guid, RoomWriteOutcome>> SendAsync(NpgsqlConnection connection, PendingRoomWrite[] group)
    {
        var refused = new Dictionary<Guid, RoomWriteOutcome>();
        await using var batch = RoomStatements.Batch(connection, Array.ConvertAll(group, static pending => pending.Write));
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        do
        {
            // The first result is that of chat_write, which has two columns; the others are of no interest, but must be read for their errors.
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                if (reader.FieldCount == 2)
                    refused[reader.GetGuid(0)] = (RoomWriteOutcome)reader.GetInt16(1);
            }
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));

        return refused;
    }

    [LoggerMessage(EventId = 6400, Level = LogLevel.Warning, Message = "A commit of {Count} rooms failed ({Stage})")]
    private partial void LogBatchFailed(Exception exception, int count, FailureStage stage);
}
