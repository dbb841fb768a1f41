namespace Nusaloka.Wallets;

/// <summary>Reads of transactions. A stateless worker over the ledger; key: any, by custom <c>"0"</c>.</summary>
[Alias("nusaloka.ITransactionQueryGrain")]
public interface ITransactionQueryGrain : IGrainWithStringKey
{
    /// <summary>One transaction. Errors: <c>transaction_not_found</c>.</summary>
    [Alias("Get")]
    Task<Result<Transaction>> GetAsync(string transactionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Transactions, newest first: of one account, or of all when <paramref name="accountId"/> is null.
    /// Errors: <c>cursor_invalid</c>.
    /// </summary>
    [Alias("List")]
    Task<Result<Page<Transaction>>> ListAsync(string? accountId, PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Totals of one account. Errors: <c>wallet_not_found</c>.</summary>
    [Alias("Summarize")]
    Task<Result<TransactionSummary>> SummarizeAsync(string accountId, CancellationToken cancellationToken = default);

    /// <summary>Balances of many accounts at once (at most <see cref="PageRequest.MaxLimit"/>); accounts without a wallet are left out.</summary>
    [Alias("GetBalances")]
    Task<WalletBalances> GetBalancesAsync(AccountIds accounts, CancellationToken cancellationToken = default);
}
