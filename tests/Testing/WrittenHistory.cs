namespace Nusaloka.Testing;

/// <summary>Writes the past of a wallet into the ledger as if it had happened then, which no clock of ours can be set to.</summary>
public static class WrittenHistory
{
    /// <summary>Gives a wallet its entries, all with one other account. A wallet that is there must have none yet.</summary>
    /// <param name="database">Where.</param>
    /// <param name="accountId">Whose wallet; opened when it is not there.</param>
    /// <param name="lines">In order; times must not fall, amounts are positive in and negative out.</param>
    public static async Task WriteHistoryAsync(this PostgresDatabase database, string accountId, IReadOnlyList<WrittenLine> lines)
    {
        await database.ExecuteAsync(
            "insert into ledger_account (code, currency, floor) values ('wallet:' || $1, 360, 0) on conflict (code) do nothing", accountId);
        await database.ExecuteAsync(
            """
            with wallet as (select id from ledger_account where code = 'wallet:' || $1),
            line as (
                select u.ord as seq, u.at, u.amount, u.kind, u.description, gen_random_uuid() as transfer_id,
                       sum(u.amount) over (order by u.ord)::bigint as balance
                from unnest($2, $3, $4, $5) with ordinality u (at, amount, kind, description, ord)),
            total as (
                select count(*) as entries, coalesce(sum(amount), 0)::bigint as balance, max(at) as last_at,
                       coalesce(sum(amount) filter (where amount > 0), 0)::bigint as came,
                       coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as went
                from line),
            other as (
                insert into ledger_account (code, currency, floor, balance, entry_count, received, last_entry_at)
                select 'test:' || gen_random_uuid(), 360, null, -balance, entries, went, last_at from total
                returning id),
            transfer as (
                insert into ledger_transfer (id, kind, debit_account_id, credit_account_id, debit_seq, credit_seq, amount, currency,
                                             description, fingerprint, created_at)
                select l.transfer_id, l.kind, case when l.amount < 0 then wallet.id else other.id end,
                       case when l.amount < 0 then other.id else wallet.id end, l.seq, l.seq, abs(l.amount), 360, l.description, '', l.at
                from line l, wallet, other),
            entry as (
                insert into ledger_entry (account_id, seq, transfer_id, amount, balance_after, created_at)
                select wallet.id, l.seq, l.transfer_id, l.amount, l.balance, l.at from line l, wallet
                union all
                select other.id, l.seq, l.transfer_id, -l.amount, -l.balance, l.at from line l, other)
            update ledger_account a
            set balance = total.balance, entry_count = total.entries, received = total.came, last_entry_at = total.last_at, version = a.version + 1
            from total, wallet
            where a.id = wallet.id
            """,
            accountId,
            lines.Select(static line => line.At.UtcDateTime).ToArray(),
            lines.Select(static line => line.Amount).ToArray(),
            lines.Select(static line => line.Kind).ToArray(),
            lines.Select(static line => line.Description).ToArray());
    }
}
