-- A chain of hashes over what was moved, so that nobody changes it unnoticed, and an event for each batch of movements.

-- The batches that ledger_commit has committed, each with its transfers in order. A process writes a chain of its own, and each batch
-- seals the one before it. Grows by about 50 bytes for each transfer.
create table ledger_batch (
    chain        uuid        not null,
    seq          bigint      not null,
    transfer_ids uuid[]      not null,
    -- For each of them the 32 bytes of ledger_leaf.
    leaves       bytea       not null,
    -- SHA-256 of the hash of the batch before, if there is one, and the leaves.
    hash         bytea       not null,
    created_at   timestamptz not null,
    primary key (chain, seq)
);
-- Ids and hashes cannot be compressed.
alter table ledger_batch alter transfer_ids set storage external, alter leaves set storage external;
create trigger ledger_batch_append_only before update or delete on ledger_batch
    for each row execute function ledger_is_append_only();

-- SHA-256 over all that a transfer says, and so over its two entries: their accounts, places, amounts and times are its own, and their
-- balances the sums so far. Descriptions count in the encoding of the client: it must be UTF-8.
create function ledger_leaf(
    id uuid, kind smallint, debit_account_id bigint, credit_account_id bigint, debit_code text, credit_code text, debit_seq bigint, credit_seq bigint,
    amount bigint, currency smallint, description text, reference text, fingerprint text, created_at timestamptz)
returns bytea language sql stable
as $$
    select sha256(record_send(row(
        id, kind, debit_account_id, credit_account_id, debit_code, credit_code, debit_seq, credit_seq, amount, currency, description, reference,
        fingerprint, created_at)))
$$;

-- What was moved before there were chains is sealed as it is now.
do $$
declare
    batch record;
    last  bytea := '';
begin
    for batch in
        select n.seq, array_agg(n.id order by n.place) as ids, string_agg(n.leaf, '' order by n.place) as leaves, max(n.created_at) as created_at
          from (select t.id, t.created_at, row_number() over w as place, (row_number() over w - 1) / 10000 + 1 as seq,
                       ledger_leaf(t.id, t.kind, t.debit_account_id, t.credit_account_id, d.code, c.code, t.debit_seq, t.credit_seq, t.amount, t.currency,
                                   t.description, t.reference, t.fingerprint, t.created_at) as leaf
                  from ledger_transfer t
                  join ledger_account d on d.id = t.debit_account_id
                  join ledger_account c on c.id = t.credit_account_id
                window w as (order by t.created_at, t.id)) n
         group by n.seq order by n.seq
    loop
        last := sha256(last || batch.leaves);
        insert into ledger_batch values ('00000000-0000-0000-0000-000000000000', batch.seq, batch.ids, batch.leaves, last, batch.created_at);
    end loop;
end $$;

-- The ledger says itself when deliverers are woken: a notification for each of its batches would make commits wait for each other.
create or replace function outbox_event_notify() returns trigger
language plpgsql as $$
declare
    appended_partition smallint;
begin
    for appended_partition in select distinct partition from appended where source_kind <> 'ledger' loop
        perform pg_notify('nusaloka_outbox', appended_partition::text);
    end loop;
    return null;
end
$$;

-- Has fewer parameters than the one below.
drop function ledger_commit(boolean, text[], text[], uuid[], smallint[], int[], int[], bigint[], smallint[], text[], text[], text[],
    smallint[], bigint[], uuid[], timestamptz[]);

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
--   p_chain      the chain of batches that the caller writes, alone; see ledger_batch
--   p_partition  the outbox partition of that chain; p_wakes says whether its deliverer is woken
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
    p_holds uuid[], p_expiries timestamptz[], p_chain uuid, p_partition smallint, p_wakes boolean)
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
    head       record;
    -- How many transfers there are.
    moves      int := 0;
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
            when verb in ('transfer', 'capture') and prints[i] is not null then
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
            if p_limits[i] > 0 then
                if p_limits[i] >= 2 then x := a_day[d] + p_amounts[i];        a_day[d] := x; end if;
                if p_limits[i] % 2 = 1 then x := a_month[c] + p_amounts[i];   a_month[c] := x; end if;
            end if;
            -- What is given free was not sent after all.
            if has_holds and h_day[i] = today and verb <> 'hold' then
                x := a_day[d] - h_amount[i] + case when verb = 'capture' then p_amounts[i] else 0 end;
                a_day[d] := x;
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
                moves := moves + 1;
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
    if moves > 0 then
        select b.seq, b.hash into head from ledger_batch b where b.chain = p_chain order by b.seq desc limit 1;
        insert into ledger_batch
        select p_chain, coalesce(head.seq, 0) + 1, s.ids, s.leaves, sha256(coalesce(head.hash, '') || s.leaves), now_at
          from (select array_agg(p.id order by p.place) as ids, string_agg(ledger_leaf(
                    p.id, p.kind, a_id[p.debit], a_id[p.credit], p_codes[p.debit], p_codes[p.credit], p.debit_seq, p.credit_seq, p.amount, p.currency,
                    p.description, p.reference, p.fingerprint, now_at), '' order by p.place) as leaves
                  from unnest(p_ids, p_kinds, p_debits, p_credits, debit_seqs, credit_seqs, p_amounts, p_currencies, p_descriptions, p_references, p_fingerprints)
                       with ordinality p (id, kind, debit, credit, debit_seq, credit_seq, amount, currency, description, reference, fingerprint, place)
                 where p.debit_seq is not null) s
        on conflict (chain, seq) do nothing;
        if not found then
            raise exception 'the chain was written meanwhile' using errcode = 'NL410';
        end if;

        insert into outbox_event (source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload)
        values ('ledger', p_chain::text, coalesce(head.seq, 0) + 1, 0, gen_random_uuid(), 'ledger.movements', p_partition,
                jsonb_build_object('chain', p_chain, 'sequence', coalesce(head.seq, 0) + 1));
        if p_wakes then
            perform pg_notify('nusaloka_outbox', p_partition::text);
        end if;
    end if;
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
          left join ledger_transfer t on v.outcome in ('replayed', 'key_reused') and v.verb in ('transfer', 'capture') and t.id = v.id
          left join ledger_entry debit on debit.account_id = t.debit_account_id and debit.seq = t.debit_seq
          left join ledger_entry credit on credit.account_id = t.credit_account_id and credit.seq = t.credit_seq
          left join ledger_hold h on v.outcome in ('replayed', 'key_reused') and h.id = coalesce(v.hold, v.id)
         order by v.place;
    end if;
end $$;
