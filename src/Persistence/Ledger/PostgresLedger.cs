using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Nusaloka.Persistence.GroupCommit;

namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// The ledger in PostgreSQL, with group commit: what all wallets of this process wait for goes out together, in one round
/// trip and one commit, and what shares no account side by side.
/// </summary>
internal sealed class PostgresLedger : ILedger, IAsyncDisposable
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly NpgsqlDataSource _laneDataSource;
    private readonly ConcurrentLanes<PendingOperation> _lanes;

    public PostgresLedger(
        NpgsqlDataSource dataSource, IOptions<PersistenceOptions> options, PersistenceMetrics metrics, TimeProvider time, ILogger<PostgresLedger> logger)
    {
        _dataSource = dataSource;
        _laneDataSource = PersistenceDataSource.CreateForWriteLanes(options.Value);
        var cache = new AccountCache(options.Value.CachedLedgerAccounts);
        var committers = Enumerable.Range(0, options.Value.LedgerLanes)
            .Select(_ => new LedgerCommitter(_laneDataSource, cache, metrics.Ledger, time, logger));
        _lanes = new ConcurrentLanes<PendingOperation>(
            committers, options.Value.MaxBatchSize, options.Value.WriteQueueCapacity, metrics.Ledger, time);
        metrics.Ledger.ObserveQueueDepth(() => _lanes.Depth);
    }

    /// <inheritdoc/>
    public async Task<LedgerAccount> OpenWalletAsync(string code, Currency currency, short? tier, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("""
            insert into ledger_account (code, currency, floor, tier) values ($1, $2, 0, $3) on conflict (code) do nothing
            """);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = (short)currency });
        command.Parameters.Add(new() { Value = (object?)tier ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Smallint });
        await command.ExecuteNonQueryAsync(cancellationToken);

        return await FindAccountAsync(code, cancellationToken)
            ?? throw new InvalidOperationException($"Ledger account '{code}' was opened and is not there: is this a read replica?");
    }

    /// <inheritdoc/>
    public async Task<LedgerAccount?> FindAccountAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await LedgerQueries.FindAccountAsync(connection, code, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> SetTierAsync(string code, short tier, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("""
            update ledger_account set tier = $2, version = version + 1 where code = $1 and closed_at is null
            """);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = tier });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <inheritdoc/>
    public async Task<LedgerLimits?> FindLimitsAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await LedgerQueries.FindLimitsAsync(connection, code, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StoredTransfer?> FindTransferAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await LedgerQueries.FindTransferAsync(connection, id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<StoredHold?> FindFirstHoldAsync(string code, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await HoldQueries.FindFirstAsync(connection, code, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> HideHoldAsync(Guid id, string code, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("""
            update ledger_hold h
            set hidden_from_payer = h.hidden_from_payer or h.account_id = a.id, hidden_from_payee = h.hidden_from_payee or h.payee_id = a.id
            from ledger_account a
            where h.id = $1 and a.code = $2 and a.id in (h.account_id, h.payee_id)
              and (h.state in ('voided', 'expired') or (h.state = 'open' and h.expires_at <= clock_timestamp()))
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = code });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <inheritdoc/>
    public async Task<StoredHold?> FindHoldAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await HoldQueries.FindAsync(connection, id, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<LedgerHoldings?> GetHoldingsAsync(string code, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        return await HoldQueries.GetHoldingsAsync(connection, code, limit, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> CloseAccountAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand("""
            update ledger_account set closed_at = coalesce(closed_at, clock_timestamp()), version = version + 1 where code = $1 and balance = 0
            """);
        command.Parameters.Add(new() { Value = code });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <inheritdoc/>
    public Task<PostingResult> PostAsync(LedgerPosting posting) => CommitAsync(LedgerOperation.Post(posting));

    /// <inheritdoc/>
    public Task<PostingResult> ClaimAsync(string code, Currency currency, long spender, long newSpender) =>
        CommitAsync(LedgerOperation.Claim(code, currency, spender, newSpender));

    /// <inheritdoc/>
    public Task<PostingResult> HoldAsync(LedgerHold hold) => CommitAsync(LedgerOperation.Hold(hold));

    /// <inheritdoc/>
    public Task<PostingResult> CaptureAsync(LedgerPosting capture, Guid holdId) => CommitAsync(LedgerOperation.Post(capture, holdId));

    /// <inheritdoc/>
    public Task<PostingResult> VoidAsync(Guid id, Guid holdId, string code, Currency currency) =>
        CommitAsync(LedgerOperation.Void(id, holdId, code, currency));

    /// <inheritdoc/>
    public Task<PostingResult> ExpireAsync(Guid holdId, string code, Currency currency) =>
        CommitAsync(LedgerOperation.Expire(holdId, code, currency));

    /// <summary>Takes no more work, commits what waits and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _lanes.DisposeAsync().ConfigureAwait(false);
        await _laneDataSource.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Does any operation.</summary>
    internal Task<PostingResult> CommitAsync(LedgerOperation operation)
    {
        var pending = new PendingOperation(operation);
        _lanes.Enqueue(pending);
        return pending.Answer;
    }
}
