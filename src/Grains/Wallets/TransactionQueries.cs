using System.Collections.Immutable;
using Dapper;
using Npgsql;
using Nusaloka.Grains.State;
using Nusaloka.Persistence.Ledger;
using Nusaloka.Wallets;

namespace Nusaloka.Grains.Wallets;

/// <summary>The SQL behind <see cref="TransactionQueryGrain"/>.</summary>
internal static class TransactionQueries
{
    private const string Columns = """
        t.id, t.kind, d.code as DebitCode, c.code as CreditCode, t.amount, t.currency, t.description, t.created_at as CreatedAt
        """;

    private const string Joins = """
        join ledger_account d on d.id = t.debit_account_id
        join ledger_account c on c.id = t.credit_account_id
        """;

    public static async Task<Transaction?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"select {Columns} from ledger_transfer t {Joins} where t.id = @id", new { id }, cancellationToken: cancellationToken));
        return row?.ToTransaction();
    }

    public static async Task<ImmutableArray<Transaction>> ListAllAsync(
        NpgsqlConnection connection, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select {Columns} from ledger_transfer t {Joins}
            where @At::timestamptz is null or (t.created_at, t.id) < (@At::timestamptz, @Id::uuid)
            order by t.created_at desc, t.id desc
            limit @Limit
            """,
            new { At = before?.At.UtcDateTime, before?.Id, Limit = limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToTransaction())];
    }

    /// <summary>
    /// Newest first by the account's own sequence, which is also the order of time. The cursor names a transaction; its entry in
    /// this account is found through the transfer, whose primary key it is. The page is cut before anything is joined to it: joined
    /// first, a wallet with half a million entries is read as a whole for each page.
    /// </summary>
    public static async Task<ImmutableArray<Transaction>> ListOfAccountAsync(
        NpgsqlConnection connection, string accountId, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select {Columns}
            from ledger_account a
            cross join lateral (
                select e.seq, e.transfer_id
                from ledger_entry e
                where e.account_id = a.id and (@Id::uuid is null or e.seq < (
                    select case when p.debit_account_id = a.id then p.debit_seq else p.credit_seq end
                    from ledger_transfer p
                    where p.id = @Id::uuid and a.id in (p.debit_account_id, p.credit_account_id)))
                order by e.seq desc
                limit @Limit) e
            join ledger_transfer t on t.id = e.transfer_id {Joins}
            where a.code = @Code
            order by e.seq desc
            """,
            new { Code = LedgerAccountCode.Wallet(accountId), before?.Id, Limit = limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToTransaction())];
    }

    public static async Task<TransactionSummary?> SummarizeAsync(
        NpgsqlConnection connection, string accountId, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<SummaryRow>(new CommandDefinition(
            """
            select entry_count as Total, received - balance as Spent, received as Received, last_entry_at as LastAt
            from ledger_account
            where code = @Code
            """,
            new { Code = LedgerAccountCode.Wallet(accountId) },
            cancellationToken: cancellationToken));
        return row is null
            ? null
            : new TransactionSummary(accountId, row.Total, Money.Rupiah(row.Spent), Money.Rupiah(row.Received), row.LastAt);
    }

    public static async Task<IEnumerable<WalletBalance>> BalancesAsync(
        NpgsqlConnection connection, ImmutableArray<string> accountIds, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(string Code, long Balance, short Currency, long Available)>(new CommandDefinition(
            """
            select code, balance, currency,
                   case when held = 0 then balance
                        else balance - held + (select coalesce(sum(h.amount), 0) from ledger_hold h
                                                where h.account_id = a.id and h.state = 'open' and h.expires_at <= clock_timestamp()) end::bigint
            from ledger_account a where code = any(@Codes) and closed_at is null
            """,
            new { Codes = accountIds.Select(LedgerAccountCode.Wallet).ToArray() },
            cancellationToken: cancellationToken));
        return rows.Select(static row => new WalletBalance(
            LedgerAccountCode.AccountId(row.Code) ?? row.Code, new Money(row.Balance, (Currency)row.Currency), new Money(row.Available, (Currency)row.Currency)));
    }

    private sealed record Row(
        Guid Id, short Kind, string DebitCode, string CreditCode, long Amount, short Currency, string Description, DateTime CreatedAt)
    {
        public Transaction ToTransaction() => new(
            Id.ToString(), (TransactionKind)Kind, LedgerAccountCode.AccountId(DebitCode), LedgerAccountCode.AccountId(CreditCode),
            new Money(Amount, (Currency)Currency), TransactionStatus.Completed, Description, CreatedAt);
    }

    private sealed record SummaryRow(long Total, long Spent, long Received, DateTime? LastAt);
}
