using Nusaloka.Persistence.Ledger;
using Nusaloka.Testing;

namespace Nusaloka.Persistence.Tests.Ledger;

/// <summary>What always holds of the ledger's tables.</summary>
internal static class LedgerInvariants
{
    public static async Task CheckAsync(PostgresDatabase database)
    {
        Assert.Equal(0, await database.ScalarAsync<decimal>("select coalesce(sum(balance), 0)::numeric from ledger_account"));
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from ledger_account where floor is not null and balance < floor"));
        Assert.Equal(0, await database.ScalarAsync<long>("""
            select count(*) from ledger_account a
            left join (select account_id, sum(amount) total, sum(amount) filter (where amount > 0) received, count(*) n, max(seq) last
                       from ledger_entry group by account_id) e on e.account_id = a.id
            where a.balance <> coalesce(e.total, 0) or a.entry_count <> coalesce(e.n, 0) or a.entry_count <> coalesce(e.last, 0)
               or a.received <> coalesce(e.received, 0)
            """));
        Assert.Equal(0, await database.ScalarAsync<long>("""
            select count(*) from ledger_account a
            where a.held <> (select coalesce(sum(h.amount), 0) from ledger_hold h where h.account_id = a.id and h.state = 'open')
               or (a.floor is not null and a.balance - a.held < a.floor)
            """));
        Assert.Equal(0, await database.ScalarAsync<long>("""
            select count(*) from ledger_hold h left join ledger_transfer t on t.id = h.resolved_by
            where (h.state = 'captured') <> (t.id is not null) or t.amount > h.amount or t.debit_account_id <> h.account_id
            """));
        Assert.Equal(0, await database.ScalarAsync<long>("""
            select count(*) from (
                select amount, balance_after - lag(balance_after, 1, 0) over w step, created_at < lag(created_at) over w as back
                from ledger_entry window w as (partition by account_id order by seq)) s
            where step <> amount or back
            """));
        Assert.Equal(0, await database.ScalarAsync<long>("""
            select count(*) from ledger_transfer t
            left join ledger_entry d on d.account_id = t.debit_account_id and d.seq = t.debit_seq and d.transfer_id = t.id and d.amount = -t.amount
            left join ledger_entry c on c.account_id = t.credit_account_id and c.seq = t.credit_seq and c.transfer_id = t.id and c.amount = t.amount
            where d is null or c is null
            """));
        Assert.Null((await new LedgerVerifier(database.DataSource).VerifyAsync(kinds: null, CancellationToken.None)).Finding);
        // Nobody delivers events here: each batch has left one, and none that was rolled back has.
        Assert.Equal(0, await database.ScalarAsync<long>("""
            select count(*) from ledger_batch b full join outbox_event o on o.source_kind = 'ledger' and o.source_id = b.chain::text and o.source_version = b.seq
            where b.chain is null or o.event_id is null or o.type <> 'ledger.movements' or o.payload <> jsonb_build_object('chain', b.chain, 'sequence', b.seq)
            """));
        Assert.Equal(
            2 * await database.ScalarAsync<long>("select count(*) from ledger_transfer"),
            await database.ScalarAsync<long>("select count(*) from ledger_entry"));
    }
}
