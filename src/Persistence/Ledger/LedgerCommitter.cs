using Microsoft.Extensions.Logging;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// Commits batches of operations over one connection, each batch in one round trip and one commit. Accounts are not locked beforehand,
/// because mostly nobody else writes them; when somebody did, the batch is sent again with locks, and so are the next ones.
/// </summary>
internal sealed partial class LedgerCommitter : ICommitter<PendingOperation>
{
    // SQLSTATE of ledger_commit when an account was written between its reading and its update.
    private const string Raced = "NL410";

    /// <summary>How many batches take locks after a race: another silo is busy with the same accounts.</summary>
    private const int LockedBatches = 50;

    private const int MaxRetries = 5;

    /// <summary>How often the deliverer of movements is woken at most: commits that notify wait for each other. It looks by itself, too.</summary>
    private static readonly TimeSpan WakeInterval = TimeSpan.FromMilliseconds(200);

    private readonly LaneConnection _connection;
    private readonly LedgerChain _chain;
    private readonly CommitInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _lockedBatchesLeft;
    private long? _wokenAt;

    public LedgerCommitter(NpgsqlDataSource dataSource, CommitInstruments instruments, TimeProvider time, ILogger logger)
    {
        _connection = new LaneConnection(dataSource, PrepareAsync, time, logger);
        _chain = new LedgerChain(Guid.CreateVersion7(time.GetUtcNow()));
        _instruments = instruments;
        _time = time;
        _logger = logger;
    }

    public Task<Exception?> ConnectAsync() => _connection.ConnectAsync();

    public async Task CommitAsync(PendingOperation[] batch)
    {
        var isLogged = false;
        var groups = new Stack<PendingOperation[]>([batch]);
        while (groups.TryPop(out var group))
        {
            if (await TryCommitAsync(group).ConfigureAwait(false) is not var (exception, stage))
                continue;

            if (!isLogged && !IsRace(exception))
            {
                LogBatchFailed(exception, group.Length, stage);
                isLogged = true;
            }

            foreach (var rest in Resolve(group, exception, stage))
                groups.Push(rest);
        }

        _connection.Used();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<(Exception Exception, FailureStage Stage)?> TryCommitAsync(PendingOperation[] group)
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

        PostingResult[] results;
        var wakes = _wokenAt is not { } wokenAt || _time.GetElapsedTime(wokenAt) >= WakeInterval;
        try
        {
            var operations = Array.ConvertAll(group, static pending => pending.Operation);
            await using var command = OperationBatch.Command(connection, operations, _chain, wakes, withLock: _lockedBatchesLeft > 0);
            await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            results = await OperationBatch.ReadAsync(reader, operations).ConfigureAwait(false);
            // The commit is confirmed behind the last row.
            await reader.CloseAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return (exception, FailureStages.Of(exception, connection));
        }

        if (wakes)
            _wokenAt = _time.GetTimestamp();
        if (_lockedBatchesLeft > 0)
            _lockedBatchesLeft--;
        for (var i = 0; i < group.Length; i++)
        {
            if (results[i].Outcome == PostingOutcome.Stale)
                _instruments.Fenced();
            group[i].Done(results[i]);
        }

        return null;
    }

    /// <summary>Answers what cannot succeed; the others are to be posted anew.</summary>
    private PendingOperation[][] Resolve(PendingOperation[] group, Exception exception, FailureStage stage)
    {
        switch (exception)
        {
            case PostgresException { SqlState: Raced or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }:
                _lockedBatchesLeft = LockedBatches;
                return Again(group, exception);

            // What was done after all is found by its id, so it is safe to ask again.
            case var _ when stage == FailureStage.Unknown:
                return Again(group, new CommitUnknownException("The connection to PostgreSQL was lost while the ledger was being written.", exception));

            case var _ when stage == FailureStage.NotSent:
                foreach (var pending in group)
                {
                    pending.Failed(pending.Retries > 0
                        ? new CommitUnknownException($"The connection to PostgreSQL was lost while {pending} was being committed: it may be done or not.", exception)
                        : new CommitRejectedException($"{pending} was not done: {exception.Message}", exception));
                }

                return [];

            case var _ when group.Length == 1:
                group[0].Failed(exception);
                return [];

            // PostgreSQL refuses something in it: halves, until the culprit is alone.
            default:
                var half = group.Length / 2;
                return [group[half..], group[..half]];
        }
    }

    private static PendingOperation[][] Again(PendingOperation[] group, Exception reason)
    {
        var again = Array.FindAll(group, static pending => ++pending.Retries <= MaxRetries);
        foreach (var pending in group)
        {
            if (pending.Retries > MaxRetries)
                pending.Failed(reason);
        }

        return again.Length == 0 ? [] : [again];
    }

    private static bool IsRace(Exception exception) => exception is PostgresException { SqlState: Raced };

    private async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var command = OperationBatch.Command(connection, [], _chain, wakes: false, withLock: false);
        await command.PrepareAsync().ConfigureAwait(false);
    }

    [LoggerMessage(EventId = 2090, Level = LogLevel.Warning, Message = "A commit of {Count} ledger operations failed ({Stage})")]
    private partial void LogBatchFailed(Exception exception, int count, FailureStage stage);
}
