namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// What must hold in the ledger, as queries for the rows that break it: table, key and what is wrong. In this order, because each relies on
/// those before it: the seals are whole, the transfers fit their seals, and everything else is what the transfers say.
/// </summary>
internal static class LedgerChecks
{
    /// <summary>The leaf of a transfer <c>t</c>, as it is or with some columns as other rows have them.</summary>
    private static string Leaf(
        string id = "t.id", string debit = "t.debit_account_id", string credit = "t.credit_account_id", string debitSeq = "t.debit_seq",
        string creditSeq = "t.credit_seq", string amount = "t.amount", string currency = "t.currency", string createdAt = "t.created_at",
        string debitCode = "ad.code", string creditCode = "ac.code") =>
        $"ledger_leaf({id}, t.kind, {debit}, {credit}, {debitCode}, {creditCode}, {debitSeq}, {creditSeq}, {amount}, {currency}, "
        + $"t.description, t.reference, t.fingerprint, {createdAt})";

    private const string AccountsOfTransfer = """
        left join ledger_account ad on ad.id = t.debit_account_id left join ledger_account ac on ac.id = t.credit_account_id
        """;

    private static readonly string Batches = $"""
        select 'ledger_batch', chain || '/' || seq, what from (
            select b.chain, b.seq, case
                when b.seq <> coalesce(lag(b.seq) over w, 0) + 1 then 'chain or seq: the batch before it is missing'
                when octet_length(b.leaves) <> 32 * cardinality(b.transfer_ids) then 'leaves or transfer_ids: not 32 bytes for each transfer'
                when b.hash <> sha256(coalesce(lag(b.hash) over w, '') || b.leaves) then case
                    when b.leaves = (
                        select string_agg({Leaf()}, '' order by i.place)
                        from unnest(b.transfer_ids) with ordinality i (id, place) join ledger_transfer t on t.id = i.id {AccountsOfTransfer})
                    then 'hash' else 'leaves' end end as what
            from ledger_batch b window w as (partition by b.chain order by b.seq)) v
        where what is not null order by chain, seq
        """;

    private static readonly string Sealed = $"""
        select case when t.id is null and swapped.is_id then 'ledger_transfer' when t.id is null and swapped.id is not null then 'ledger_batch'
                    else 'ledger_transfer' end,
               case when t.id is null and swapped.is_id then swapped.id::text when t.id is null and swapped.id is not null then b.chain || '/' || b.seq
                    else i.id::text end,
               case
                when t.id is null then case
                    when swapped.id is null then 'the transfer is missing' when swapped.is_id then 'id' else 'transfer_ids' end
                when {Leaf(amount: "c.amount")} = s.leaf then 'amount'
                when {Leaf(createdAt: "d.created_at")} = s.leaf then 'created_at'
                when {Leaf(currency: "ad.currency")} = s.leaf then 'currency'
                when {Leaf(debit: "dx.account_id", debitCode: "dx.code")} = s.leaf then 'debit_account_id'
                when {Leaf(debitSeq: "dx.seq")} = s.leaf then 'debit_seq'
                when {Leaf(credit: "cx.account_id", creditCode: "cx.code")} = s.leaf then 'credit_account_id'
                when {Leaf(creditSeq: "cx.seq")} = s.leaf then 'credit_seq'
                else 'kind, description, reference or fingerprint, or the code of an account' end
        from ledger_batch b
        cross join lateral unnest(b.transfer_ids) with ordinality i (id, place)
        cross join lateral (select substr(b.leaves, 32 * i.place::int - 31, 32) as leaf) s
        left join ledger_transfer t on t.id = i.id
        {AccountsOfTransfer}
        left join ledger_entry d on d.account_id = t.debit_account_id and d.seq = t.debit_seq
        left join ledger_entry c on c.account_id = t.credit_account_id and c.seq = t.credit_seq
        -- The rest is looked for only where something is wrong.
        left join lateral (
            select e.account_id, e.seq, a.code from ledger_entry e join ledger_account a on a.id = e.account_id
            where e.transfer_id = i.id and e.amount < 0 and {Leaf()} is distinct from s.leaf limit 1) dx on true
        left join lateral (
            select e.account_id, e.seq, a.code from ledger_entry e join ledger_account a on a.id = e.account_id
            where e.transfer_id = i.id and e.amount > 0 and {Leaf()} is distinct from s.leaf limit 1) cx on true
        left join lateral (
            select o.id, o.leaf <> s.leaf as is_id from (
                select t.id, {Leaf()} as leaf, {Leaf(id: "i.id")} as renamed from ledger_transfer t {AccountsOfTransfer}) o
            where (o.leaf = s.leaf or o.renamed = s.leaf) limit 1) swapped on t.id is null
        where {Leaf()} is distinct from s.leaf or t.id is null
        order by b.chain, b.seq, i.place
        """;

    private const string SealedOnce = """
        select 'ledger_transfer', t.id::text, 'in ' || count(i.id) || ' batches and not in one'
        from ledger_transfer t
        left join (select unnest(b.transfer_ids) as id from ledger_batch b) i on i.id = t.id
        group by t.id having count(i.id) <> 1 order by t.id
        """;

    // Batches of before the chains have transfers of many times.
    private const string BatchTimes = """
        select 'ledger_batch', b.chain || '/' || b.seq, 'created_at'
        from ledger_batch b
        where b.chain <> '00000000-0000-0000-0000-000000000000'
          and b.created_at <> (select t.created_at from ledger_transfer t where t.id = b.transfer_ids[1])
        order by b.chain, b.seq
        """;

    private const string Entries = """
        select 'ledger_entry', x.account_id || '/' || x.seq, case
            when e.account_id is null then 'account_id or seq: the entry is missing'
            when e.transfer_id <> t.id then 'transfer_id'
            when e.amount <> x.amount then 'amount'
            else 'created_at' end
        from ledger_transfer t
        cross join lateral (values (t.debit_account_id, t.debit_seq, -t.amount), (t.credit_account_id, t.credit_seq, t.amount)) x (account_id, seq, amount)
        left join ledger_entry e on e.account_id = x.account_id and e.seq = x.seq
        where e.account_id is null or e.transfer_id <> t.id or e.amount <> x.amount or e.created_at <> t.created_at
        order by x.account_id, x.seq
        """;

    private const string Balances = """
        select 'ledger_entry', account_id || '/' || seq, what from (
            select e.account_id, e.seq, case
                when e.seq <> row_number() over w then 'seq: numbers before it are missing'
                when e.balance_after <> sum(e.amount) over w then 'balance_after'
                when e.created_at < lag(e.created_at) over w then 'created_at: before that of the entry before it' end as what
            from ledger_entry e window w as (partition by e.account_id order by e.seq)) v
        where what is not null order by account_id, seq
        """;

    private const string Accounts = """
        select 'ledger_account', a.code, case
            when a.balance <> coalesce(e.balance, 0) then 'balance'
            when a.entry_count <> coalesce(e.entries, 0) then 'entry_count, or entries without a transfer'
            when a.received <> coalesce(e.received, 0) then 'received'
            when a.last_entry_at is distinct from e.last_at then 'last_entry_at'
            when a.held <> coalesce(h.held, 0) then 'held'
            else 'floor' end
        from ledger_account a
        left join (select account_id, sum(amount) as balance, count(*) as entries, coalesce(sum(amount) filter (where amount > 0), 0) as received,
                          max(created_at) as last_at from ledger_entry group by account_id) e on e.account_id = a.id
        left join (select account_id, sum(amount) as held from ledger_hold where state = 'open' group by account_id) h on h.account_id = a.id
        where a.balance <> coalesce(e.balance, 0) or a.entry_count <> coalesce(e.entries, 0) or a.received <> coalesce(e.received, 0)
           or a.last_entry_at is distinct from e.last_at or a.held <> coalesce(h.held, 0)
           or a.balance - a.held < a.floor or (a.code like 'wallet:%' and a.floor is distinct from 0)
        order by a.id
        """;

    private const string Orphans = """
        select 'ledger_entry', e.account_id || '/' || e.seq, 'there is no such transfer'
        from ledger_entry e left join ledger_transfer t on t.id = e.transfer_id
        where t.id is null or ((e.account_id, e.seq) <> (t.debit_account_id, t.debit_seq) and (e.account_id, e.seq) <> (t.credit_account_id, t.credit_seq))
        order by e.account_id, e.seq
        """;

    private const string Currencies = """
        select 'ledger_account', a.code, 'currency'
        from ledger_transfer t join ledger_account a on a.id in (t.debit_account_id, t.credit_account_id) and a.currency <> t.currency
        order by a.id
        """;

    private const string Holds = """
        select 'ledger_hold', h.id::text, 'it and the transfer of its capture disagree'
        from ledger_hold h left join ledger_transfer t on t.id = h.resolved_by and h.state = 'captured'
        where h.state = 'captured' and (t.id is null or t.amount > h.amount or t.debit_account_id <> h.account_id or t.credit_account_id <> h.payee_id)
        order by h.id
        """;

    private const string Sum = """
        select 'ledger_account', currency::text, 'all accounts of the currency add up to ' || sum(balance) || ' and not to 0'
        from ledger_account group by currency having sum(balance) <> 0 order by currency
        """;

    /// <summary>All checks.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Batches, Sealed, SealedOnce, BatchTimes, Entries, Orphans, Balances, Currencies, Accounts, Holds, Sum];
}
