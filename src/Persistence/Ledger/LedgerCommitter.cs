using Microsoft.Extensions.Logging;
using Npgsql;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// Commits the batches of one lane over its connection: decides each here, by the accounts it knows, and writes it in one round trip and one
/// commit. Accounts are not locked beforehand, because mostly nobody else writes them; when somebody did, nothing of the batch is written,
/// and it and the next ones read their accounts again, with locks.
/// </summary>
internal sealed partial class LedgerCommitter : ICommitter<PendingOperation>
{
    /// <summary>How many batches take locks after a race: another silo is busy with the same accounts.</summary>
    private const int LockedBatches = 50;

    /// <summary>How many batches look for their ids first after a repeat: whoever repeats mostly does so more than once.</summary>
    private const int LookingBatches = 50;

    /// <summary>Longer than a commit keeps its accounts, mostly.</summary>
    private static readonly TimeSpan CommitTime = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the deliverer of movements is woken at most: commits that notify wait for each other. It looks by itself, too.</summary>
    private static readonly TimeSpan WakeInterval = TimeSpan.FromMilliseconds(200);

    private readonly LaneConnection _connection;
    private readonly AccountCache _cache;
    private readonly LedgerChain _chain;
    private readonly BatchReader _reader;
    private readonly CommitInstruments _instruments;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _lockedBatchesLeft;
    private int _lookingBatchesLeft;
    private long? _wokenAt;

    public LedgerCommitter(NpgsqlDataSource dataSource, AccountCache cache, CommitInstruments instruments, TimeProvider time, ILogger logger)
    {
        _connection = new LaneConnection(dataSource, LedgerStatements.PrepareAsync, time, logger);
        _cache = cache;
        _chain = new LedgerChain(Guid.CreateVersion7(time.GetUtcNow()));
        _reader = new BatchReader(_cache, _chain, time);
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

            if (!isLogged && !LedgerFailures.IsExpected(exception))
            {
                LogBatchFailed(exception, group.Length, stage);
                isLogged = true;
            }

            var rests = LedgerFailures.IsHeldUp(exception)
                ? await LetOthersPassAsync(group, exception).ConfigureAwait(false)
                : Resolve(group, exception, stage);
            foreach (var rest in rests)
                groups.Push(rest);
        }

        _cache.Trim();
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

        BatchDecision decision;
        try
        {
            decision = await DecideAndWriteAsync(connection, group).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Forget(group, keepsAccounts: LedgerFailures.IsRepeat(exception));
            return (exception, FailureStages.Of(exception, connection));
        }

        if (_lockedBatchesLeft > 0)
            _lockedBatchesLeft--;
        if (_lookingBatchesLeft > 0)
            _lookingBatchesLeft--;
        for (var i = 0; i < group.Length; i++)
        {
            if (decision.Results[i].Outcome == PostingOutcome.Stale)
                _instruments.Fenced();
            group[i].Done(decision.Results[i]);
        }

        return null;
    }

    private async Task<BatchDecision> DecideAndWriteAsync(NpgsqlConnection connection, PendingOperation[] group)
    {
        var operations = Array.ConvertAll(group, static pending => pending.Operation);
        var withLock = _lockedBatchesLeft > 0;
        await using var transaction = withLock ? await connection.BeginTransactionAsync().ConfigureAwait(false) : null;
        // What is sent again may have been done.
        var looksUp = Array.Exists(group, static pending => pending.Retries > 0);
        var facts = await _reader.ReadAsync(connection, operations, looksUp, withLock).ConfigureAwait(false);
        var decision = BatchDecision.Of(facts);
        var seal = _chain.Seal(decision);
        var wakes = _wokenAt is not { } wokenAt || _time.GetElapsedTime(wokenAt) >= WakeInterval;
        await using (var write = LedgerWrite.Batch(connection, decision, facts.Accounts, seal, looksFirst: _lookingBatchesLeft > 0, wakes))
            await write.ExecuteNonQueryAsync().ConfigureAwait(false);
        if (transaction is not null)
            await transaction.CommitAsync().ConfigureAwait(false);

        if (wakes)
            _wokenAt = _time.GetTimestamp();
        _chain.Written(seal);
        Learn(facts);
        return decision;
    }

    /// <summary>The batch was written: what it made of its accounts is what they are.</summary>
    private void Learn(BatchFacts facts)
    {
        foreach (var account in facts.Accounts)
        {
            // When its next hold expires is not known any more.
            if (BatchReader.MayExpire(account, facts.At))
                _cache.Remove(account.Code);
            account.Commit();
        }
    }

    /// <summary>The batch was not written, or perhaps not: what is known of its accounts may be old, unless it was only said that an id is.</summary>
    private void Forget(PendingOperation[] group, bool keepsAccounts)
    {
        foreach (var pending in group)
        {
            Forget(pending.Operation.DebitCode, keepsAccounts);
            if (pending.Operation.CreditCode is { } credit)
                Forget(credit, keepsAccounts);
        }
    }

    private void Forget(string code, bool keepsAccount)
    {
        if (!keepsAccount)
            _cache.Remove(code);
        else if (_cache.TryGet(code, out var account))
            account.Use = AccountUse.None;
    }

    /// <summary>Answers what cannot succeed; the others are to be posted anew.</summary>
    private PendingOperation[][] Resolve(PendingOperation[] group, Exception exception, FailureStage stage)
    {
        switch (exception)
        {
            case var _ when LedgerFailures.IsRace(exception):
                _lockedBatchesLeft = LockedBatches;
                return FailedBatch.Again(group, exception);

            case var _ when LedgerFailures.IsRepeat(exception):
                _lookingBatchesLeft = LookingBatches;
                return FailedBatch.Again(group, exception);

            case var _ when LedgerFailures.IsForeignBatch(exception):
                _chain.Forget();
                return FailedBatch.Again(group, exception);

            default:
                // What was done after all is found by its id, so it is safe to ask again.
                if (stage == FailureStage.Unknown)
                    _chain.Forget();
                return FailedBatch.Resolve(group, exception, stage);
        }
    }

    /// <summary>Of what waited for a lock for too long that is refused which needs what somebody keeps; the others are to be posted anew.</summary>
    private async Task<PendingOperation[][]> LetOthersPassAsync(PendingOperation[] group, Exception exception)
    {
        if (await FindKeptAsync(group).ConfigureAwait(false) is not { } kept)
            return FailedBatch.Resolve(group, exception, FailureStage.NotSent);

        var waiting = Array.FindAll(group, pending => kept.Overlaps(CodesOf(pending)));
        if (waiting.Length == 0)
            return FailedBatch.Again(group, new CommitRejectedException("Nothing was done: somebody keeps what it needs.", exception));
        FailedBatch.Resolve(waiting, exception, FailureStage.NotSent);
        return waiting.Length == group.Length ? [] : [Array.FindAll(group, pending => !kept.Overlaps(CodesOf(pending)))];
    }

    /// <summary>The accounts of a group that somebody keeps; null when that cannot be told, because the whole table is.</summary>
    private async Task<HashSet<string>?> FindKeptAsync(PendingOperation[] group)
    {
        try
        {
            // What is seen twice is mostly no other commit.
            var kept = await ReadKeptAsync([.. group.SelectMany(CodesOf).Distinct()]).ConfigureAwait(false);
            if (kept.Count == 0)
                return kept;
            await Task.Delay(CommitTime, _time).ConfigureAwait(false);
            return await ReadKeptAsync([.. kept]).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogNotTold(exception, group.Length);
            return null;
        }
    }

    private async Task<HashSet<string>> ReadKeptAsync(string[] codes)
    {
        var connection = await _connection.OpenAsync().ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { LedgerReads.Kept(codes) } };
        await using var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
        var kept = new HashSet<string>();
        while (await reader.ReadAsync().ConfigureAwait(false))
            kept.Add(reader.GetString(0));
        return kept;
    }

    private static IEnumerable<string> CodesOf(PendingOperation pending) =>
        pending.Operation.CreditCode is { } credit ? [pending.Operation.DebitCode, credit] : [pending.Operation.DebitCode];

    [LoggerMessage(EventId = 2091, Level = LogLevel.Warning, Message = "It cannot be told which accounts of {Count} ledger operations somebody keeps; all are refused")]
    private partial void LogNotTold(Exception exception, int count);

    [LoggerMessage(EventId = 2090, Level = LogLevel.Warning, Message = "A commit of {Count} ledger operations failed ({Stage})")]
    private partial void LogBatchFailed(Exception exception, int count, FailureStage stage);
}
