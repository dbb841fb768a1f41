-- Limits of wallets by tier, and what pending, cancelled and reversed transactions need.

alter table ledger_account
    -- Whose limits count, see ledger_limit; null for system accounts, which have none.
    add column tier           smallint,
    -- What the monthly limit has counted in that month, and the daily one on that day; of another month or day it is nothing.
    add column limits_month   date,
    add column month_received bigint   not null default 0,
    add column limits_day     date,
    add column day_spent      bigint   not null default 0;
update ledger_account set tier = 1, version = version + 1 where code like 'wallet:%';

-- What a wallet of a tier may do, from a moment on until the tier's next row. Null: no limit. Rules change by new rows.
create table ledger_limit (
    -- 1 unverified, 2 verified, 3 merchant.
    tier             smallint    not null check (tier > 0),
    valid_from       timestamptz not null,
    balance_cap      bigint      check (balance_cap > 0),
    monthly_incoming bigint      check (monthly_incoming > 0),
    daily_outgoing   bigint      check (daily_outgoing > 0),
    primary key (tier, valid_from)
);
-- E-money of Bank Indonesia: unregistered holders Rp2.000.000; registered ones Rp20.000.000, and Rp40.000.000 in a month, since
-- 2022-07-01 (PBI 20/6/2018 and 23/6/2021). What may go out in a day is our own rule.
insert into ledger_limit (tier, valid_from, balance_cap, monthly_incoming, daily_outgoing) values
    (1, '2022-07-01 00:00:00+07', 2000000, 40000000, 2000000),
    (2, '2022-07-01 00:00:00+07', 20000000, 40000000, 20000000),
    (3, '2022-07-01 00:00:00+07', null, null, null);

alter table ledger_hold
    -- The day on which it counted as sent; null when it does not count.
    add column counted_on        date,
    -- Whoever has removed the cancelled transaction from their list.
    add column hidden_from_payer boolean not null default false,
    add column hidden_from_payee boolean not null default false;
-- Transactions that began as a hold, in lists: newest first.
create index ledger_hold_of_payer on ledger_hold (account_id, created_at desc, id desc) where kind = 0;
create index ledger_hold_of_payee on ledger_hold (payee_id, created_at desc, id desc) where kind = 0;
create index ledger_hold_newest on ledger_hold (created_at desc, id desc) where kind = 0;
-- Kind 7 undoes the transfer that its reference names: once.
create unique index ledger_transfer_reversal on ledger_transfer (reference) where kind = 7;

-- Has fewer parameters than the one below.
drop function ledger_commit(boolean, text[], text[], uuid[], smallint[], int[], int[], bigint[], smallint[], text[], text[], text[],
    bigint[], uuid[], timestamptz[]);

-- Does operations in the order given: one that is refused changes nothing, and the next ones see what the ones before them left.
-- Answers one row for each, in that order.
--   p_lock       lock the accounts first, in the order of their ids. Without it they are read as they are, and when somebody else
--                has written one of them meanwhile, nothing is done and NL410 is raised.
--   p_codes      the accounts, each once; p_debits and p_credits are places in it, from 1
--   p_verbs      what to do; p_ids are the ids of what it makes, each at most once in a call:
--     transfer     moves p_amounts from the debit to the credit account
--     claim        makes p_amounts, a number that nobody else has, the debit account's spender: from then on nobody else spends
--     hold         sets p_amounts of the debit account aside for the credit account until p_expiries
--     capture      moves p_amounts, at most the hold's, to the account that the hold is for and gives the rest of p_holds free
--     void         gives p_holds free
--     expire       gives p_holds free when its time has come
--   p_limits     which limits count, added up: 1 the receiver's, for what comes in, 2 the payer's, for what goes out in a day; 0 none. They
--                are those of the account's tier. A capture's outgoing limit counted when the money was set aside.
--   p_spenders   who spends, as the debit account knows it; for a claim who did so far; null where there is no owner
-- Outcomes:
--   posted          it was done now
--   replayed        it was done before by the same request; the answer is that of the first time
--   key_reused      the id belongs to another request
--   debit_missing   no such open account to take from          credit_missing  none to give to
--   stale           the spender is another
--   insufficient    what is available would fall below the floor
--   hold_missing    it has no such hold for the other account  hold_resolved   it was captured, voided or has expired
--   hold_exceeded   more than the hold                         hold_running    its time has not come
--   over_balance_cap, over_monthly_incoming                    more than the receiver's tier may hold, or receive in a month
--   over_daily_outgoing                                        more than the payer's tier may send in a day
-- Every hold of these accounts whose time has come is expired first, so an expired hold counts no more, whoever comes first.
create function ledger_commit(
    p_lock boolean, p_codes text[], p_verbs text[], p_ids uuid[], p_kinds smallint[], p_debits int[], p_credits int[], p_amounts bigint[],
    p_currencies smallint[], p_descriptions text[], p_references text[], p_fingerprints text[], p_limits smallint[], p_spenders bigint[],
    p_holds uuid[], p_expiries timestamptz[])
returns table (outcome text, debit_balance bigint, credit_balance bigint, available bigint, spender bigint, created_at timestamptz)
language plpgsql
-- Plans are made once, perhaps while the tables are still small: a look-up by key is always right. Nested loops also keep the
-- order in which accounts are updated.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    n          int := cardinality(p_ids);
    now_at     timestamptz;
    has_holds  boolean := 'hold' = any (p_verbs) or 'capture' = any (p_verbs) or 'void' = any (p_verbs) or 'expire' = any (p_verbs);
    -- Whether limits count for any of the operations.
    has_limits boolean := 0 <> any (p_limits);
    -- Days and months of limits are those of Western Indonesian Time.
    today      date := (clock_timestamp() at time zone 'Asia/Jakarta')::date;
    this_month date := date_trunc('month', today)::date;
    -- The limits, by tier; null where there is none.
    l_cap      bigint[];
    l_incoming bigint[];
    l_outgoing bigint[];
    -- The accounts, by their place in p_codes; null where there is none.
    a_id       bigint[];
    a_balance  bigint[];
    a_held     bigint[];
    a_floor    bigint[];
    a_count    bigint[];
    a_received bigint[];
    a_spender  bigint[];
    a_currency smallint[];
    a_closed   boolean[];
    a_version  bigint[];
    a_tier     smallint[];
    -- What counts of the limits so far this month and today.
    a_month    bigint[];
    a_day      bigint[];
    a_changed  boolean[];
    -- The holds that operations name, by operation.
    h_account  bigint[] := array_fill(null::bigint, array[n]);
    h_payee    bigint[] := h_account;
    h_amount   bigint[] := h_account;
    h_state    text[]   := array_fill(null::text, array[n]);
    h_by       uuid[]   := array_fill(null::uuid, array[n]);
    h_print    text[]   := h_state;
    h_day      date[]   := array_fill(null::date, array[n]);
    h_next     text[]   := h_state;
    -- The answers, by operation.
    prints     text[];
    outcomes   text[]   := h_state;
    debit_seqs      bigint[] := h_account;
    credit_seqs     bigint[] := h_account;
    debit_balances  bigint[] := h_account;
    credit_balances bigint[] := h_account;
    availables      bigint[] := h_account;
    spenders        bigint[] := h_account;
    any_replayed    boolean := false;
    written    bigint;
    verb       text;
    result     text;
    d          int;
    c          int;
    x          bigint;
    expired    record;
begin
    if p_lock then
        perform from ledger_account a where a.code = any (p_codes) order by a.id for no key update;
    end if;

    select array_agg(a.id), array_agg(a.balance), array_agg(a.held), array_agg(a.floor), array_agg(a.entry_count), array_agg(a.received),
           array_agg(a.spender), array_agg(a.currency), array_agg(a.closed), array_agg(a.version), array_agg(false),
           array_agg(a.tier), array_agg(case when a.limits_month = this_month then a.month_received else 0 end),
           array_agg(case when a.limits_day = today then a.day_spent else 0 end), greatest(clock_timestamp(), max(a.last_entry_at))
      into a_id, a_balance, a_held, a_floor, a_count, a_received, a_spender, a_currency, a_closed, a_version, a_changed,
           a_tier, a_month, a_day, now_at
      from (select l.*, l.closed_at is not null as closed
              from unnest(p_codes) with ordinality p (code, place) left join ledger_account l on l.code = p.code
             order by p.place) a;

    if has_limits then
        select array_agg(l.balance_cap order by s.tier), array_agg(l.monthly_incoming order by s.tier), array_agg(l.daily_outgoing order by s.tier)
          into l_cap, l_incoming, l_outgoing
          from generate_series(1, (select max(m.tier) from ledger_limit m)) s (tier)
          left join lateral (select * from ledger_limit n where n.tier = s.tier and n.valid_from <= now_at order by n.valid_from desc limit 1) l on true;
    end if;

    if exists (select from unnest(a_held) v (held) where v.held > 0) then
        for expired in
            with due as (
                update ledger_hold h set state = 'expired', resolved_at = now_at
                 where h.account_id = any (a_id) and h.state = 'open' and h.expires_at <= now_at
                returning h.account_id, h.amount, h.counted_on)
            select array_position(a_id, due.account_id) as place, sum(due.amount)::bigint as amount,
                   coalesce(sum(due.amount) filter (where due.counted_on = today), 0)::bigint as uncounted
              from due group by due.account_id
        loop
            a_held[expired.place] := a_held[expired.place] - expired.amount;
            a_day[expired.place] := a_day[expired.place] - expired.uncounted;
            a_changed[expired.place] := true;
        end loop;
    end if;

    select array_agg(t.fingerprint) into prints
      from (select t.fingerprint from unnest(p_ids) with ordinality p (id, place) left join ledger_transfer t on t.id = p.id order by p.place) t;
    if has_holds then
        select array_agg(h.account_id), array_agg(h.payee_id), array_agg(h.amount), array_agg(h.state), array_agg(h.resolved_by), array_agg(h.fingerprint), array_agg(h.counted_on)
          into h_account, h_payee, h_amount, h_state, h_by, h_print, h_day
          from (select h.* from unnest(p_ids, p_holds, p_verbs) with ordinality p (id, hold, verb, place)
                  left join ledger_hold h on p.verb in ('hold', 'capture', 'void', 'expire') and h.id = coalesce(p.hold, p.id) order by p.place) h;
    end if;

    for i in 1 .. n loop
        verb := p_verbs[i];
        d := p_debits[i];
        c := p_credits[i];
        result := case
            -- A hold and the transfer of its capture may have one id.
            when verb <> 'hold' and prints[i] is not null then
                case when prints[i] = p_fingerprints[i] then 'replayed' else 'key_reused' end
            when verb = 'hold' and h_print[i] is not null then
                case when h_print[i] = p_fingerprints[i] then 'replayed' else 'key_reused' end
            when verb = 'void' and h_by[i] = p_ids[i] and h_state[i] = 'voided' then 'replayed'
            when a_id[d] is null or a_closed[d] or a_currency[d] <> p_currencies[i] then 'debit_missing'
            when verb in ('transfer', 'hold', 'capture') and (a_id[c] is null or a_closed[c] or a_currency[c] <> p_currencies[i]) then 'credit_missing'
            when a_spender[d] <> p_spenders[i] then 'stale'
            when verb in ('transfer', 'hold') then
                case when a_balance[d] - a_held[d] - p_amounts[i] < a_floor[d] then 'insufficient' end
            when verb in ('capture', 'void', 'expire') then case
                when h_account[i] is null or h_account[i] <> a_id[d] or (verb = 'capture' and h_payee[i] <> a_id[c]) then 'hold_missing'
                when h_state[i] <> 'open' then 'hold_resolved'
                when verb = 'capture' and p_amounts[i] > h_amount[i] then 'hold_exceeded'
                -- What has expired is resolved above.
                when verb = 'expire' then 'hold_running' end
        end;

        if result is null and p_limits[i] > 0 then
            result := case
                when p_limits[i] >= 2 and a_day[d] + p_amounts[i] > l_outgoing[a_tier[d]] then 'over_daily_outgoing'
                when p_limits[i] % 2 = 1 and a_balance[c] + p_amounts[i] > l_cap[a_tier[c]] then 'over_balance_cap'
                when p_limits[i] % 2 = 1 and a_month[c] + p_amounts[i] > l_incoming[a_tier[c]] then 'over_monthly_incoming' end;
        end if;

        if result is null then
            result := 'posted';
            a_changed[d] := true;
            if p_limits[i] >= 2 then a_day[d] := a_day[d] + p_amounts[i]; end if;
            if p_limits[i] % 2 = 1 then a_month[c] := a_month[c] + p_amounts[i]; end if;
            -- What is given free was not sent after all.
            if h_day[i] = today and verb <> 'hold' then
                a_day[d] := a_day[d] - h_amount[i] + case when verb = 'capture' then p_amounts[i] else 0 end;
            end if;
            if verb = 'claim' then
                a_spender[d] := p_amounts[i];
            elsif verb = 'hold' then
                x := a_held[d] + p_amounts[i];         a_held[d] := x;
            elsif verb = 'void' then
                x := a_held[d] - h_amount[i];          a_held[d] := x;
                h_next[i] := 'voided';
            else
                if verb = 'capture' then
                    x := a_held[d] - h_amount[i];      a_held[d] := x;
                    h_next[i] := 'captured';
                end if;
                x := a_balance[d] - p_amounts[i];      a_balance[d] := x;
                x := a_count[d] + 1;                   a_count[d] := x;    debit_seqs[i] := x;
                x := a_balance[c] + p_amounts[i];      a_balance[c] := x;  credit_balances[i] := x;
                x := a_count[c] + 1;                   a_count[c] := x;    credit_seqs[i] := x;
                x := a_received[c] + p_amounts[i];     a_received[c] := x;
                a_changed[c] := true;
            end if;
        elsif result in ('replayed', 'key_reused') then
            any_replayed := true;
        end if;

        outcomes[i] := result;
        if a_id[d] is not null then
            if result in ('posted', 'insufficient') or verb <> 'transfer' then debit_balances[i] := a_balance[d]; end if;
            availables[i] := a_balance[d] - a_held[d];
            spenders[i] := a_spender[d];
        end if;
    end loop;

    -- In the order of their ids, so that two calls never wait for each other in a circle.
    with changed as materialized (
        select * from unnest(a_id, a_balance, a_held, a_count, a_received, a_spender, a_version, a_month, a_day, a_changed)
               v (id, balance, held, entry_count, received, spender, version, month_received, day_spent, changed)
         where v.changed order by v.id)
    update ledger_account a set
        balance = v.balance, held = v.held, entry_count = v.entry_count, received = v.received, spender = v.spender, version = v.version + 1,
        limits_month = this_month, month_received = v.month_received, limits_day = today, day_spent = v.day_spent,
        last_entry_at = case when a.entry_count < v.entry_count then now_at else a.last_entry_at end
        from changed v where a.id = v.id and a.version = v.version;
    get diagnostics written = row_count;
    if written <> (select count(*) from unnest(a_changed) v (changed) where v.changed) then
        raise exception 'an account was written meanwhile' using errcode = 'NL410';
    end if;

    insert into ledger_transfer
    select p.id, p.kind, a_id[p.debit], a_id[p.credit], p.debit_seq, p.credit_seq, p.amount, p.currency, p.description, p.reference, p.fingerprint, now_at
      from unnest(p_ids, p_kinds, p_debits, p_credits, debit_seqs, credit_seqs, p_amounts, p_currencies, p_descriptions, p_references, p_fingerprints)
           p (id, kind, debit, credit, debit_seq, credit_seq, amount, currency, description, reference, fingerprint)
     where p.debit_seq is not null;
    insert into ledger_entry
    select a_id[p.debit], p.seq, p.id, -p.amount, p.balance, now_at
      from unnest(p_ids, p_debits, debit_seqs, p_amounts, debit_balances) p (id, debit, seq, amount, balance) where p.seq is not null
    union all
    select a_id[p.credit], p.seq, p.id, p.amount, p.balance, now_at
      from unnest(p_ids, p_credits, credit_seqs, p_amounts, credit_balances) p (id, credit, seq, amount, balance) where p.seq is not null;
    if has_holds then
        insert into ledger_hold (id, kind, account_id, payee_id, amount, description, fingerprint, created_at, expires_at, counted_on)
        select p.id, p.kind, a_id[p.debit], a_id[p.credit], p.amount, p.description, p.fingerprint, now_at, p.expires_at,
               case when p.limits >= 2 then today end
          from unnest(p_ids, p_verbs, outcomes, p_kinds, p_debits, p_credits, p_amounts, p_descriptions, p_fingerprints, p_expiries, p_limits)
               p (id, verb, outcome, kind, debit, credit, amount, description, fingerprint, expires_at, limits)
         where p.verb = 'hold' and p.outcome = 'posted';
        update ledger_hold h set state = p.next, resolved_by = p.id, resolved_at = now_at
          from unnest(p_ids, p_holds, h_next) p (id, hold, next) where p.next is not null and h.id = p.hold and h.state = 'open';
    end if;

    if not any_replayed then
        return query
        select v.outcome, v.debit, v.credit, v.available, v.spender, case when v.outcome = 'posted' then now_at end
          from unnest(outcomes, debit_balances, credit_balances, availables, spenders) v (outcome, debit, credit, available, spender);
    else
        return query
        select v.outcome, coalesce(debit.balance_after, v.debit), coalesce(credit.balance_after, v.credit), v.available, v.spender,
               case when v.outcome = 'posted' then now_at else coalesce(t.created_at, h.created_at) end
          from unnest(p_ids, p_verbs, p_holds, outcomes, debit_balances, credit_balances, availables, spenders) with ordinality
               v (id, verb, hold, outcome, debit, credit, available, spender, place)
          left join ledger_transfer t on v.outcome in ('replayed', 'key_reused') and v.verb <> 'hold' and t.id = v.id
          left join ledger_entry debit on debit.account_id = t.debit_account_id and debit.seq = t.debit_seq
          left join ledger_entry credit on credit.account_id = t.credit_account_id and credit.seq = t.credit_seq
          left join ledger_hold h on v.outcome in ('replayed', 'key_reused') and h.id = coalesce(v.hold, v.id)
         order by v.place;
    end if;
end $$;
