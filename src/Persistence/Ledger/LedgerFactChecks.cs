namespace Nusaloka.Persistence.Ledger;

/// <summary>
/// What must hold in the tables that no batch seals: what accounts may do, what holds are for, what the limits are and what counts of
/// them. As <see cref="LedgerChecks"/>: queries for the rows that break it.
/// </summary>
internal static class LedgerFactChecks
{
    /// <summary>
    /// That what counted of limits is what came in this month, and what was sent this day, at once or set aside: of a hold what is still held,
    /// or was taken. Its parameters are those of <see cref="LimitedKinds"/>.
    /// </summary>
    public const string Counters = """
        select 'ledger_account', a.code, case when a.month_received <> m.units then 'month_received' else 'day_spent' end
        from ledger_account a
        cross join lateral (
            select coalesce(sum(t.amount), 0) as units
            from ledger_entry e join ledger_transfer t on t.id = e.transfer_id and t.credit_account_id = a.id and t.kind = any ($1)
            where e.account_id = a.id and e.seq > ledger_seq_before(a.id, a.limits_month::timestamp at time zone 'Asia/Jakarta')
              and e.created_at < (a.limits_month + interval '1 month') at time zone 'Asia/Jakarta') m
        cross join lateral (
            select coalesce(sum(t.amount), 0) as units
            from ledger_entry e join ledger_transfer t on t.id = e.transfer_id and t.debit_account_id = a.id and t.kind = any ($2)
            where e.account_id = a.id and e.seq > ledger_seq_before(a.id, a.limits_day::timestamp at time zone 'Asia/Jakarta')
              and e.created_at < (a.limits_day + 1)::timestamp at time zone 'Asia/Jakarta'
              and not exists (select from ledger_hold h where h.account_id = a.id and h.state = 'captured' and h.resolved_by = t.id)) d
        cross join lateral (
            select coalesce(sum(case h.state when 'open' then h.amount when 'captured' then t.amount else 0 end), 0) as units
            from ledger_hold h left join ledger_transfer t on t.id = h.resolved_by
            where h.account_id = a.id and h.counted_on = a.limits_day) h
        where a.tier is not null and a.limits_day is not null and (a.month_received <> m.units or a.day_spent <> d.units + h.units)
        order by a.id
        """;

    private const string Facts = """
        select 'ledger_account_fact', account_id || '/' || seq, what from (
            select f.account_id, f.seq, case
                when f.seq <> row_number() over w then 'seq: numbers before it are missing'
                when f.seal <> ledger_account_fact_seal(f) then 'a column of it, or its seal'
                when a.id is null then 'there is no such account' end as what
            from ledger_account_fact f left join ledger_account a on a.id = f.account_id
            window w as (partition by f.account_id order by f.seq)) v
        where what is not null order by account_id, seq
        """;

    private const string Accounts = """
        select 'ledger_account', a.code, case
            when f.account_id is null then 'id: nothing says when it was opened'
            when a.code <> f.code then 'code'
            when a.currency <> f.currency then 'currency'
            when a.floor is distinct from f.floor then 'floor'
            when a.tier is distinct from f.tier then 'tier'
            when a.closed_at is distinct from f.closed_at then 'closed_at'
            else 'created_at' end
        from ledger_account a
        left join lateral (select * from ledger_account_fact f where f.account_id = a.id order by f.seq desc limit 1) f on true
        where (a.id, a.code, a.currency, a.floor, a.tier, a.closed_at, a.created_at)
              is distinct from (f.account_id, f.code, f.currency, f.floor, f.tier, f.closed_at, f.created_at)
        order by a.id
        """;

    private const string Limits = """
        select 'ledger_limit', l.tier || '/' || l.valid_from, 'a column of it, or its seal' from ledger_limit l
        where l.seal <> ledger_limit_seal(l) order by l.tier, l.valid_from
        """;

    private const string Holds = """
        select 'ledger_hold', h.id::text, case
            when h.seal <> ledger_hold_seal(h) then 'what it is for, or its seal'
            else 'how it ended, or the seal of that' end
        from ledger_hold h
        where h.seal <> ledger_hold_seal(h) or h.end_seal is distinct from case when h.state <> 'open' then ledger_hold_end_seal(h) end
        order by h.id
        """;

    // Each batch that writes an account counts its version on; two batches may have the same time. Before the chains there were no versions.
    private const string Writers = """
        select 'ledger_account', a.code, case when a.version < e.batches then 'version' else 'spender' end
        from ledger_account a
        left join (
            select e.account_id, count(distinct e.created_at) as batches from ledger_entry e
            where e.created_at > (select min(b.created_at) from ledger_batch b where b.chain <> '00000000-0000-0000-0000-000000000000')
            group by e.account_id) e on e.account_id = a.id
        where a.version < coalesce(e.batches, 0) or a.spender < 0
        order by a.id
        """;

    // The day and month that counters are of are those of the account's last change, in Western Indonesian Time.
    private const string Days = """
        select 'ledger_account', a.code, case when a.limits_month <> date_trunc('month', a.limits_day)::date then 'limits_month' else 'limits_day' end
        from ledger_account a
        left join lateral (select max(h.counted_on) as day from ledger_hold h where h.account_id = a.id) h on true
        where a.tier is not null and a.limits_day is not null
          and (a.limits_month <> date_trunc('month', a.limits_day)::date
               or a.limits_day < greatest(h.day, (a.last_entry_at at time zone 'Asia/Jakarta')::date)
               or a.limits_day > (clock_timestamp() at time zone 'Asia/Jakarta')::date + 1)
        order by a.id
        """;

    /// <summary>All that need nothing else. They come before the chains, which name accounts by their codes.</summary>
    public static IReadOnlyList<string> All { get; } = [Facts, Accounts, Limits, Holds];

    /// <summary>Those that rely on the transfers.</summary>
    public static IReadOnlyList<string> OfTransfers { get; } = [Writers, Days];
}
