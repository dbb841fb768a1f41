-- What the chain of batches does not cover: what an account may do, what a hold is for, and what the limits are. Each row of these is
-- sealed by a hash when it is written, so that verify-ledger sees a row that was changed past the ledger. No seal is written with movements.

-- What each account may do, from when on: a row for its opening and for each change of these columns.
create table ledger_account_fact (
    account_id bigint      not null,
    seq        int         not null check (seq > 0),
    code       text        not null,
    currency   smallint    not null,
    floor      bigint,
    tier       smallint,
    closed_at  timestamptz,
    created_at timestamptz not null,
    -- When it came to be so.
    noted_at   timestamptz not null,
    seal       bytea       not null,
    primary key (account_id, seq)
);

create function ledger_account_fact_seal(f ledger_account_fact) returns bytea language sql stable
as $$
    select sha256(record_send(row(f.account_id, f.seq, f.code, f.currency, f.floor, f.tier, f.closed_at, f.created_at, f.noted_at)))
$$;

create function ledger_account_note() returns trigger language plpgsql as $$
declare
    fact ledger_account_fact;
begin
    fact := row(new.id, (select coalesce(max(f.seq), 0) + 1 from ledger_account_fact f where f.account_id = new.id), new.code, new.currency,
        new.floor, new.tier, new.closed_at, new.created_at, clock_timestamp(), null);
    fact.seal := ledger_account_fact_seal(fact);
    insert into ledger_account_fact select fact.*;
    return null;
end $$;

-- What is there is taken as it is.
insert into ledger_account_fact
select a.id, 1, a.code, a.currency, a.floor, a.tier, a.closed_at, a.created_at, now(), '' from ledger_account a;
update ledger_account_fact f set seal = ledger_account_fact_seal(f);

create trigger ledger_account_opened after insert on ledger_account for each row execute function ledger_account_note();
-- Movements set none of these columns, and so cost nothing here.
create trigger ledger_account_changed after update of code, currency, floor, tier, closed_at, created_at on ledger_account
    for each row execute function ledger_account_note();
create trigger ledger_account_fact_append_only before update or delete on ledger_account_fact
    for each row execute function ledger_is_append_only();
create trigger ledger_account_fact_is_kept before truncate on ledger_account_fact for each statement execute function ledger_is_append_only();

alter table ledger_hold
    -- Over what it is for, made when it is.
    add column seal     bytea,
    -- Over how it ended, made then; null while it is open.
    add column end_seal bytea;

-- Who has hidden it from their list is not sealed: that is theirs to change.
create function ledger_hold_seal(h ledger_hold) returns bytea language sql stable
as $$
    select sha256(record_send(row(h.id, h.kind, h.account_id, h.payee_id, h.amount, h.description, h.fingerprint, h.created_at, h.expires_at, h.counted_on)))
$$;
create function ledger_hold_end_seal(h ledger_hold) returns bytea language sql stable
as $$
    select sha256(record_send(row(h.id, h.state, h.resolved_by, h.resolved_at)))
$$;
update ledger_hold h set seal = ledger_hold_seal(h), end_seal = case when h.state <> 'open' then ledger_hold_end_seal(h) end;
alter table ledger_hold alter column seal set not null, add constraint ledger_hold_sealed check ((state = 'open') = (end_seal is null));

create function ledger_hold_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        new.seal := ledger_hold_seal(new);
    elsif tg_op = 'DELETE' or new.seal <> old.seal or ledger_hold_seal(new) <> old.seal then
        raise exception 'hold %: what it is for stays as it is', old.id;
    elsif old.state <> 'open' then
        if ledger_hold_end_seal(new) <> old.end_seal or new.end_seal <> old.end_seal then
            raise exception 'hold % is %: it stays so', old.id, old.state;
        end if;
    elsif new.state <> 'open' then
        new.end_seal := ledger_hold_end_seal(new);
    end if;
    return new;
end $$;
create trigger ledger_hold_guard before insert or update or delete on ledger_hold for each row execute function ledger_hold_guard();
create trigger ledger_hold_is_kept before truncate on ledger_hold for each statement execute function ledger_is_append_only();

alter table ledger_limit add column seal bytea;
create function ledger_limit_seal(l ledger_limit) returns bytea language sql stable
as $$
    select sha256(record_send(row(l.tier, l.valid_from, l.balance_cap, l.monthly_incoming, l.daily_outgoing)))
$$;
update ledger_limit l set seal = ledger_limit_seal(l);
alter table ledger_limit alter column seal set not null;
create function ledger_limit_note() returns trigger language plpgsql as $$
begin
    new.seal := ledger_limit_seal(new);
    return new;
end $$;
create trigger ledger_limit_sealed before insert on ledger_limit for each row execute function ledger_limit_note();
create trigger ledger_limit_append_only before update or delete on ledger_limit for each row execute function ledger_is_append_only();
create trigger ledger_limit_is_kept before truncate on ledger_limit for each statement execute function ledger_is_append_only();
