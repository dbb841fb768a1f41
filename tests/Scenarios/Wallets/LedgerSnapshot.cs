using System.Data;
using Dapper;
using Npgsql;

namespace Nusaloka.Scenarios.Wallets;

/// <summary>The whole ledger at one moment.</summary>
internal sealed record LedgerSnapshot(
    IReadOnlyList<LedgerAccount> Accounts,
    IReadOnlyList<LedgerEntry> Entries,
    IReadOnlyList<LedgerTransfer> Transfers)
{
    /// <summary>What a person's wallet is called in the ledger.</summary>
    public static string WalletCode(string accountId) => "wallet:" + accountId;

    /// <summary>Reads all tables in one snapshot of the database.</summary>
    public static async Task<LedgerSnapshot> ReadAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        return new LedgerSnapshot(
            (await connection.QueryAsync<LedgerAccount>(
                """
                SELECT id, code, balance, entry_count AS "EntryCount", spender AS "Spender" FROM ledger_account
                """, transaction: transaction)).AsList(),
            (await connection.QueryAsync<LedgerEntry>(
                """
                SELECT account_id AS "AccountId", seq, transfer_id AS "TransferId", amount, balance_after AS "BalanceAfter"
                FROM ledger_entry ORDER BY account_id, seq
                """, transaction: transaction)).AsList(),
            (await connection.QueryAsync<LedgerTransfer>(
                """
                SELECT id, debit_account_id AS "DebitAccountId", credit_account_id AS "CreditAccountId",
                       debit_seq AS "DebitSeq", credit_seq AS "CreditSeq", amount, description
                FROM ledger_transfer
                """, transaction: transaction)).AsList());
    }

    public long BalanceOf(string accountId) => Accounts.Single(account => account.Code == WalletCode(accountId)).Balance;
}

/// <summary>A row of ledger_account.</summary>
internal sealed record LedgerAccount(long Id, string Code, long Balance, long EntryCount, long Spender)
{
    public bool IsWallet => Code.StartsWith(LedgerSnapshot.WalletCode(""), StringComparison.Ordinal);
}

/// <summary>A row of ledger_entry.</summary>
internal sealed record LedgerEntry(long AccountId, long Seq, Guid TransferId, long Amount, long BalanceAfter);

/// <summary>A row of ledger_transfer.</summary>
internal sealed record LedgerTransfer(
    Guid Id, long DebitAccountId, long CreditAccountId, long DebitSeq, long CreditSeq, long Amount, string Description);
