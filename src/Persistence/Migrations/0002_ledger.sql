-- The ledger: double entry, append only. Amounts are whole units of the account's currency (whole rupiah in IDR).
-- Invariants: the entries of a transfer sum to zero; the entries of an account have sequence numbers 1, 2, 3, … without
-- gaps and a running balance; an account's balance is the sum of its entries; nothing is updated or deleted but the
-- totals in ledger_account, which only ledger_post changes.

create table ledger_account (
    id            bigint      generated always as identity primary key,
    -- 'wallet:<account id>' for a person, 'system:<name>' for one of ours.
    code          text        not null unique,
    currency      smallint    not null,
    balance       bigint      not null default 0,
    -- The lowest balance allowed; null for system accounts, which mirror what happens outside.
    floor         bigint,
    entry_count   bigint      not null default 0,
    -- The sum of all that came in; what went out is received - balance. With it a summary reads no entries.
    received      bigint      not null default 0,
    last_entry_at timestamptz,
    -- Grows by one with each spending: the fence against a second activation of the wallet's grain.
    spend_version bigint      not null default 0,
    created_at    timestamptz not null default clock_timestamp(),
    closed_at     timestamptz,
    constraint ledger_account_floor check (floor is null or balance >= floor)
) with (fillfactor = 70);

create table ledger_transfer (
    -- Made from the operation's key, so a repeated operation finds its transfer.
    id                uuid        primary key,
    kind              smallint    not null,
    debit_account_id  bigint      not null references ledger_account,
    credit_account_id bigint      not null references ledger_account,
    -- Its two entries: the primary keys in ledger_entry.
    debit_seq         bigint      not null,
    credit_seq        bigint      not null,
    amount            bigint      not null,
    currency          smallint    not null,
    description       text        not null,
    -- What the other side calls it, for example a gateway's charge id.
    reference         text,
    -- SHA-256 of the request that made it: the same key with another request is refused.
    fingerprint       text        not null,
    created_at        timestamptz not null,
    constraint ledger_transfer_amount check (amount > 0),
    constraint ledger_transfer_accounts check (debit_account_id <> credit_account_id)
);
create index ledger_transfer_newest on ledger_transfer (created_at desc, id desc);

create table ledger_entry (
    account_id    bigint      not null,
    seq           bigint      not null,
    transfer_id   uuid        not null,
    -- Positive into the account, negative out of it.
    amount        bigint      not null check (amount <> 0),
    balance_after bigint      not null,
    created_at    timestamptz not null,
    primary key (account_id, seq)
);

create function ledger_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append only: correct it with a new transfer', tg_table_name;
end $$;
create trigger ledger_transfer_append_only before update or delete on ledger_transfer
    for each row execute function ledger_is_append_only();
create trigger ledger_entry_append_only before update or delete on ledger_entry
    for each row execute function ledger_is_append_only();

-- Moves p_amount from one account to another, once for each p_id. Answers one row:
--   posted          it was done now
--   replayed        it was done before by the same request; the answer is that of the first time
--   key_reused      p_id belongs to another request
--   debit_missing   no such open account to take from          credit_missing  none to give to
--   stale           the spender is not at p_spend_version: another activation has spent since
--   insufficient    the spender's balance would fall below its floor
-- Every answer but posted has changed nothing. Both accounts are locked in the order of their ids, so transfers in
-- opposite directions never wait for each other in a circle. The time is taken under the locks and is never before
-- that of either account's last entry, whatever the clock does: it does not fall as seq grows.
create function ledger_post(
    p_id uuid, p_kind smallint, p_debit_code text, p_credit_code text, p_amount bigint, p_currency smallint,
    p_description text, p_reference text, p_fingerprint text, p_spend_version bigint)
returns table (outcome text, debit_balance bigint, credit_balance bigint, spend_version bigint, created_at timestamptz)
language plpgsql
-- Plans are made once, perhaps while the tables are still small: a look-up by key is always right.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
    debit       ledger_account;
    credit      ledger_account;
    account     ledger_account;
    done        ledger_transfer;
    posted_at   timestamptz;
begin
    for account in
        select * from ledger_account a where a.code in (p_debit_code, p_credit_code) order by a.id for no key update
    loop
        if account.code = p_debit_code then debit := account; else credit := account; end if;
    end loop;

    select * into done from ledger_transfer t where t.id = p_id;
    if found then
        return query select
            case when done.fingerprint = p_fingerprint then 'replayed' else 'key_reused' end,
            (select e.balance_after from ledger_entry e
              where e.account_id = done.debit_account_id and e.seq = done.debit_seq),
            (select e.balance_after from ledger_entry e
              where e.account_id = done.credit_account_id and e.seq = done.credit_seq),
            debit.spend_version, done.created_at;
        return;
    end if;

    if debit.id is null or debit.closed_at is not null or debit.currency <> p_currency then
        return query select 'debit_missing', null::bigint, null::bigint, null::bigint, null::timestamptz;
        return;
    end if;
    if credit.id is null or credit.closed_at is not null or credit.currency <> p_currency then
        return query select 'credit_missing', null::bigint, null::bigint, debit.spend_version, null::timestamptz;
        return;
    end if;
    if p_spend_version is not null and debit.spend_version <> p_spend_version then
        return query select 'stale', null::bigint, null::bigint, debit.spend_version, null::timestamptz;
        return;
    end if;
    if debit.floor is not null and debit.balance - p_amount < debit.floor then
        return query select 'insufficient', debit.balance, null::bigint, debit.spend_version, null::timestamptz;
        return;
    end if;

    posted_at := greatest(clock_timestamp(), debit.last_entry_at, credit.last_entry_at);
    update ledger_account a set
        balance = a.balance - p_amount, entry_count = a.entry_count + 1, last_entry_at = posted_at,
        spend_version = a.spend_version + 1
        where a.id = debit.id returning * into debit;
    update ledger_account a set
        balance = a.balance + p_amount, entry_count = a.entry_count + 1, last_entry_at = posted_at,
        received = a.received + p_amount
        where a.id = credit.id returning * into credit;
    insert into ledger_transfer values
        (p_id, p_kind, debit.id, credit.id, debit.entry_count, credit.entry_count,
         p_amount, p_currency, p_description, p_reference, p_fingerprint, posted_at);
    insert into ledger_entry values
        (debit.id, debit.entry_count, p_id, -p_amount, debit.balance, posted_at),
        (credit.id, credit.entry_count, p_id, p_amount, credit.balance, posted_at);
    return query select 'posted', debit.balance, credit.balance, debit.spend_version, posted_at;
end $$;

-- The sequence number of the account's last entry before p_at; 0 when there is none. Numbers have no gaps and times do not
-- fall, so halving finds it with some twenty look-ups by key and needs no index that every transfer would have to feed.
create function ledger_seq_before(p_account_id bigint, p_at timestamptz) returns bigint
language plpgsql stable
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
    low    bigint := 0;
    high   bigint := (select a.entry_count from ledger_account a where a.id = p_account_id);
    middle bigint;
begin
    while low < high loop
        middle := (low + high + 1) / 2;
        if (select e.created_at < p_at from ledger_entry e where e.account_id = p_account_id and e.seq = middle) then
            low := middle;
        else
            high := middle - 1;
        end if;
    end loop;
    return low;
end $$;

-- The other side of money that comes from or goes to the outside. Currency 360 is IDR (ISO 4217).
insert into ledger_account (code, currency, floor) values
    ('system:gateway_clearing:sandbox', 360, null),
    ('system:cash_out', 360, null),
    ('system:adjustment', 360, null);
