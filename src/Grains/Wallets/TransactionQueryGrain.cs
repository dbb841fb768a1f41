using Npgsql;
using Nusaloka.Wallets;
using Orleans.Concurrency;

namespace Nusaloka.Grains.Wallets;

/// <summary>Answers questions about transactions from the ledger.</summary>
[StatelessWorker]
internal sealed class TransactionQueryGrain(NpgsqlDataSource dataSource) : Grain, ITransactionQueryGrain
{
    public async Task<Result<Transaction>> GetAsync(string transactionId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(transactionId, out var id))
            return WalletErrors.TransactionNotFound;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await TransactionQueries.FindAsync(connection, id, cancellationToken) is { } found
            ? found
            : WalletErrors.TransactionNotFound;
    }

    public async Task<Result<Page<Transaction>>> ListAsync(string? accountId, PageRequest page, CancellationToken cancellationToken)
    {
        if (!State.Cursor.TryDecode(page.Cursor, out var before))
            return PageErrors.CursorInvalid;

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var items = accountId is null
            ? await TransactionQueries.ListAllAsync(connection, before, page.Limit + 1, cancellationToken)
            : await TransactionQueries.ListOfAccountAsync(connection, accountId, before, page.Limit + 1, cancellationToken);
        if (items.Length <= page.Limit)
            return new Page<Transaction>(items, null);

        var last = items[page.Limit - 1];
        return new Page<Transaction>(items[..page.Limit], new State.Cursor(last.CreatedAt, last.Id).Encode());
    }

    public async Task<Result<TransactionSummary>> SummarizeAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await TransactionQueries.SummarizeAsync(connection, accountId, cancellationToken) is { } summary
            ? summary
            : WalletErrors.NotFound;
    }

    public async Task<WalletBalances> GetBalancesAsync(AccountIds accounts, CancellationToken cancellationToken)
    {
        if (accounts.Ids.Length > PageRequest.MaxLimit)
            throw new ArgumentException($"{accounts.Ids.Length} accounts were asked for; at most {PageRequest.MaxLimit} at once.", nameof(accounts));

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var balances = await TransactionQueries.BalancesAsync(connection, accounts.Ids, cancellationToken);
        return new WalletBalances([.. balances]);
    }
}
