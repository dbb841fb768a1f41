-- Invoices. This table is the truth about them, not a read model: an invoice and its number are one transaction, so that numbers have no
-- gaps whatever fails, and what is final is refused to change by the table itself.

-- The last number of each series, such as INV-2026. Who takes the next one holds the row until the invoice that gets it is committed.
create table invoice_series (
    series      text        primary key,
    last_number integer     not null check (last_number > 0),
    last_at     timestamptz not null
);

create table invoice (
    id            uuid        primary key,
    status        text        not null check (status in ('draft', 'open', 'paid', 'uncollectible', 'void')),
    series        text        references invoice_series,
    number        integer,
    customer_id   text        not null,
    customer_name text        not null,
    seller        text        not null,
    lines         jsonb       not null,
    -- Whole rupiah.
    net           bigint      not null check (net >= 0),
    tax           bigint      not null check (tax >= 0),
    -- The payment that paid it; null when it was paid in another way, or not.
    payment_id    text,
    version       bigint      not null,
    created_at    timestamptz not null,
    finalized_at  timestamptz,
    -- When it was paid, given up or voided.
    closed_at     timestamptz,
    constraint invoice_number unique (series, number),
    constraint invoice_is_final check (case when status = 'draft'
        then series is null and number is null and finalized_at is null
        else series is not null and number is not null and finalized_at is not null end),
    constraint invoice_is_closed check ((status in ('draft', 'open')) = (closed_at is null)),
    constraint invoice_payment check (payment_id is null or status = 'paid')
);
create unique index invoice_of_payment on invoice (payment_id);
create index invoice_newest on invoice (created_at desc, id desc);
create index invoice_of_customer on invoice (customer_id, created_at desc, id desc);

-- Makes the draft of this version final, with the next number of the series. False when it is no draft or has another version.
-- The time never falls as numbers grow.
create function invoice_finalize(p_id uuid, p_version bigint, p_series text, p_at timestamptz) returns boolean
language plpgsql as $$
declare
    taken invoice_series;
begin
    -- The draft first: two who finalise it wait here, and only one of them takes a number.
    perform from invoice i where i.id = p_id and i.version = p_version and i.status = 'draft' for update;
    if not found then
        return false;
    end if;

    insert into invoice_series as s values (p_series, 1, p_at)
    on conflict (series) do update set last_number = s.last_number + 1, last_at = greatest(s.last_at, excluded.last_at)
    returning * into taken;
    update invoice i set status = 'open', series = taken.series, number = taken.last_number, finalized_at = taken.last_at, version = i.version + 1
     where i.id = p_id;
    return true;
end $$;

-- What is final stays as it is: only its status goes on, with who paid it and when.
create function invoice_guard() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['status', 'payment_id', 'closed_at', 'version'];
begin
    if tg_op = 'INSERT' then
        if new.status <> 'draft' then
            raise exception 'invoice %: it begins as a draft', new.id;
        end if;
    elsif tg_op = 'DELETE' then
        if old.status <> 'draft' then
            raise exception 'invoice % is final: void it', old.id;
        end if;
        return old;
    elsif old.status = 'draft' then
        if new.status not in ('draft', 'open') or new.id <> old.id then
            raise exception 'invoice %: a draft becomes open', old.id;
        elsif new.status = 'open' and new.number is distinct from (select s.last_number from invoice_series s where s.series = new.series) then
            raise exception 'invoice %: % is not the number that is next in %', old.id, new.number, new.series;
        end if;
    elsif to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
        raise exception 'invoice % is final: only its status changes', old.id;
    elsif (old.status, new.status) not in (
        ('open', 'paid'), ('open', 'void'), ('open', 'uncollectible'), ('uncollectible', 'paid'), ('uncollectible', 'void')) then
        raise exception 'invoice % is %: it does not become %', old.id, old.status, new.status;
    end if;
    return new;
end $$;
create trigger invoice_guard before insert or update or delete on invoice for each row execute function invoice_guard();

create function invoice_series_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.last_number <> 1 then
            raise exception 'series %: it begins with 1', new.series;
        end if;
    elsif tg_op = 'DELETE' or new.series <> old.series or new.last_number <> old.last_number + 1 or new.last_at < old.last_at then
        raise exception 'series %: numbers are taken one after the other and never given back', old.series;
    end if;
    return new;
end $$;
create trigger invoice_series_guard before insert or update or delete on invoice_series for each row execute function invoice_series_guard();

create function invoice_is_kept() returns trigger language plpgsql as $$
begin
    raise exception '% is never emptied', tg_table_name;
end $$;
create trigger invoice_is_kept before truncate on invoice for each statement execute function invoice_is_kept();
create trigger invoice_series_is_kept before truncate on invoice_series for each statement execute function invoice_is_kept();
