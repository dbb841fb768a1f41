using Nusaloka.Testing;

namespace Nusaloka.Grains.Tests.Cluster;

/// <summary>What must hold in the ledger after whatever happened.</summary>
internal static class LedgerInvariants
{
    private static readonly (string What, string Violations)[] Checks =
    [
        ("entries of every transfer sum to zero", """
            select count(*) from (select transfer_id from ledger_entry group by transfer_id having sum(amount) <> 0 or count(*) <> 2) t
            """),
        ("every transfer has its entries and no entry is without one", """
            select count(*) from ledger_transfer t full join (select distinct transfer_id from ledger_entry) e on e.transfer_id = t.id
            where t.id is null or e.transfer_id is null
            """),
        ("entries of every account are numbered 1, 2, 3 without gaps", """
            select count(*) from (
                select account_id from ledger_entry group by account_id having min(seq) <> 1 or max(seq) <> count(*)) a
            """),
        ("every running balance is the sum so far", """
            select count(*) from (
                select balance_after, sum(amount) over (partition by account_id order by seq) as so_far from ledger_entry) e
            where balance_after <> so_far
            """),
        ("every account's totals are those of its entries", """
            select count(*) from ledger_account a
            left join (
                select account_id, sum(amount) as balance, count(*) as entries, sum(amount) filter (where amount > 0) as received,
                       max(created_at) as last_at
                from ledger_entry group by account_id) e on e.account_id = a.id
            where a.balance <> coalesce(e.balance, 0) or a.entry_count <> coalesce(e.entries, 0)
               or a.received <> coalesce(e.received, 0) or a.last_entry_at is distinct from e.last_at
            """),
        ("all accounts together hold nothing", "select case when coalesce(sum(balance), 0) = 0 then 0 else 1 end::bigint from ledger_account"),
        ("no wallet is below zero, none that is closed holds money", """
            select count(*) from ledger_account where code like 'wallet:%' and (balance < 0 or (closed_at is not null and balance <> 0))
            """),
        ("time grows with the numbers of an account's entries", """
            select count(*) from (
                select created_at, lag(created_at) over (partition by account_id order by seq) as before from ledger_entry) e
            where before > created_at
            """),
    ];

    public static async Task AssertAsync(PostgresDatabase database)
    {
        foreach (var (what, violations) in Checks)
        {
            var found = await database.ScalarAsync<long>(violations);
            Assert.True(found == 0, $"Broken in {found} places: {what}.");
        }
    }
}
