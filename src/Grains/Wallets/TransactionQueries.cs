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
    /// <summary>No id comes after it, so with a time it stands behind all of that time.</summary>
    private const string LastId = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid";

    /// <summary>
    /// A transaction is a transfer, or began as a hold that one person made for another: then the hold's time is its place in lists, also
    /// when it is completed. Here <c>x</c> has its id and that time.
    /// </summary>
    private const string Columns = """
        x.id, coalesce(t.kind, h.kind) as kind, d.code as DebitCode, c.code as CreditCode, coalesce(t.amount, h.amount) as amount, d.currency,
        coalesce(t.description, h.description) as description, x.at as CreatedAt,
        case when r.id is not null then 3 when t.id is not null then 0 when h.state = 'open' and h.expires_at > clock_timestamp() then 1 else 2 end as Status,
        coalesce(r.created_at, case
            when h.id is null then null
            when t.id is not null then t.created_at
            when h.state = 'open' and h.expires_at > clock_timestamp() then null
            else coalesce(h.resolved_at, h.expires_at) end) as UpdatedAt
        """;

    // Kind 0 is a transfer between people, kind 7 its reversal.
    private const string Joins = """
        left join ledger_transfer t on t.id = x.id
        left join ledger_hold h on h.id = x.id and h.kind = 0
        left join ledger_transfer r on r.kind = 7 and r.reference = x.id::text
        join ledger_account d on d.id = coalesce(t.debit_account_id, h.account_id)
        join ledger_account c on c.id = coalesce(t.credit_account_id, h.payee_id)
        """;

    public static async Task<Transaction?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            $"""
            select {Columns}
            from (select @id as id, coalesce(
                    (select created_at from ledger_hold where id = @id and kind = 0),
                    (select created_at from ledger_transfer where id = @id)) as at) x {Joins}
            """,
            new { id },
            cancellationToken: cancellationToken));
        return row?.ToTransaction();
    }

    /// <summary>
    /// Newest first, from batch to batch of the ledger until there are enough: all that a batch moved has its time. The batches of what was
    /// moved before there were any have that of their last transfer, so the first one at or after the cursor may still have some before it.
    /// What stands behind "offset 0" is planned by itself: batch after batch, each with its transfers by their ids, and no more than are needed.
    /// </summary>
    public static async Task<ImmutableArray<Transaction>> ListAllAsync(
        NpgsqlConnection connection, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select {Columns}
            from (
                (select m.id, m.created_at as at
                   from (select b.created_at, b.transfer_ids from ledger_batch b
                          where b.created_at <= coalesce(
                                    (select n.created_at from ledger_batch n where n.created_at >= @At::timestamptz order by n.created_at limit 1), 'infinity')
                          order by b.created_at desc offset 0) s
                  cross join lateral (select t.id, t.created_at from unnest(s.transfer_ids) i (id) join ledger_transfer t on t.id = i.id offset 0) m
                  where (@At::timestamptz is null or (m.created_at, m.id) < (@At::timestamptz, @Id::uuid))
                    and not exists (select from ledger_hold b where b.id = m.id and b.kind = 0)
                  order by s.created_at desc, m.created_at desc, m.id desc limit @Limit)
                union all
                (select b.id, b.created_at from ledger_hold b
                  where b.kind = 0 and (@At::timestamptz is null or (b.created_at, b.id) < (@At::timestamptz, @Id::uuid))
                  order by b.created_at desc, b.id desc limit @Limit)
                order by at desc, id desc limit @Limit) x {Joins}
            order by x.at desc, x.id desc
            """,
            new { At = before?.At.UtcDateTime, before?.Id, Limit = limit },
            cancellationToken: cancellationToken));
        return [.. rows.Select(static row => row.ToTransaction())];
    }

    /// <summary>
    /// Newest first: entries by the account's own sequence, which is also the order of time, and between them what began as a hold, after
    /// entries of the same moment. The cursor names a transaction; its entry in this account is found through the transfer, whose primary
    /// key it is. The page is cut before anything is joined to it: joined first, a wallet with half a million entries is read as a whole
    /// for each page.
    /// </summary>
    public static async Task<ImmutableArray<Transaction>> ListOfAccountAsync(
        NpgsqlConnection connection, string accountId, Cursor? before, int limit, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            select {Columns}
            from ledger_account a
            cross join lateral (
                select case
                    when @Id::uuid is null then null
                    when exists (select from ledger_hold where id = @Id::uuid and kind = 0) then ledger_seq_before(a.id, @At::timestamptz) + 1
                    else (select case when p.debit_account_id = a.id then p.debit_seq else p.credit_seq end from ledger_transfer p
                           where p.id = @Id::uuid and a.id in (p.debit_account_id, p.credit_account_id)) end as seq,
                    case when exists (select from ledger_hold where id = @Id::uuid and kind = 0) then @Id::uuid else {LastId} end as hold
                offset 0) bound
            cross join lateral (
                (select e.transfer_id as id, e.created_at as at, e.seq from ledger_entry e
                  where e.account_id = a.id and (@Id::uuid is null or e.seq < bound.seq)
                    and not exists (select from ledger_hold b where b.id = e.transfer_id and b.kind = 0)
                  order by e.seq desc limit @Limit)
                union all
                (select b.id, b.created_at, null from ledger_hold b
                  where b.account_id = a.id and b.kind = 0 and not b.hidden_from_payer
                    and (@Id::uuid is null or (b.created_at, b.id) < (@At::timestamptz, bound.hold))
                  order by b.created_at desc, b.id desc limit @Limit)
                union all
                (select b.id, b.created_at, null from ledger_hold b
                  where b.payee_id = a.id and b.kind = 0 and not b.hidden_from_payee
                    and (@Id::uuid is null or (b.created_at, b.id) < (@At::timestamptz, bound.hold))
                  order by b.created_at desc, b.id desc limit @Limit)
                order by at desc, seq desc nulls last, id desc limit @Limit) x {Joins}
            where a.code = @Code
            order by x.at desc, x.seq desc nulls last, x.id desc
            """,
            new { Code = LedgerAccountCode.Wallet(accountId), At = before?.At.UtcDateTime, before?.Id, Limit = limit },
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
        Guid Id, short Kind, string DebitCode, string CreditCode, long Amount, short Currency, string Description, DateTime CreatedAt,
        int Status, DateTime? UpdatedAt)
    {
        public Transaction ToTransaction() => new(
            Id.ToString(), (TransactionKind)Kind, LedgerAccountCode.AccountId(DebitCode), LedgerAccountCode.AccountId(CreditCode),
            new Money(Amount, (Currency)Currency), (TransactionStatus)Status, Description, CreatedAt, UpdatedAt);
    }

    private sealed record SummaryRow(long Total, long Spent, long Received, DateTime? LastAt);
}
