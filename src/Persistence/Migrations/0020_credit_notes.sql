-- Credit notes: what was given back of invoices. As invoices they are numbered without gaps, in series of their own, and do not change.

-- Lists by status read what they show and no more.
create index invoice_of_status on invoice (status, created_at desc, id desc);

create table credit_note (
    id         uuid        primary key,
    -- Whose customer, seller and rates of tax are its own.
    invoice_id uuid        not null references invoice,
    -- The refund that gave the money back.
    refund_id  text        not null unique,
    -- Void: the bank has sent the money back after all.
    status     text        not null check (status in ('issued', 'void')),
    series     text        not null references invoice_series,
    number     integer     not null,
    -- Whole rupiah.
    net        bigint      not null check (net >= 0),
    tax        bigint      not null check (tax >= 0),
    reason     text        not null,
    issued_at  timestamptz not null,
    voided_at  timestamptz,
    constraint credit_note_number unique (series, number),
    constraint credit_note_is_void check ((status = 'void') = (voided_at is not null)),
    constraint credit_note_amount check (net + tax > 0)
);
create index credit_note_of_invoice on credit_note (invoice_id, issued_at, id);

-- Writes the credit note of a refund with the next number of the series. True when it is there, now or before; false when other notes of the
-- invoice than p_credited says, which is their sum, are there: then tax is to be worked out again.
create function credit_note_issue(
    p_id uuid, p_invoice_id uuid, p_refund_id text, p_credited bigint, p_net bigint, p_tax bigint, p_reason text, p_series text, p_at timestamptz)
returns boolean language plpgsql as $$
declare
    credited invoice;
    taken    invoice_series;
begin
    -- The invoice first: two refunds of it wait here for each other.
    select * into credited from invoice i where i.id = p_invoice_id for update;
    if exists (select from credit_note c where c.id = p_id) then
        return true;
    end if;
    if (select coalesce(sum(c.net + c.tax), 0) from credit_note c where c.invoice_id = p_invoice_id and c.status = 'issued') <> p_credited then
        return false;
    end if;
    if credited.number is null or p_credited + p_net + p_tax > credited.net + credited.tax then
        raise exception 'invoice %: % cannot be credited beside %', p_invoice_id, p_net + p_tax, p_credited;
    end if;

    insert into invoice_series as s values (p_series, 1, p_at)
    on conflict (series) do update set last_number = s.last_number + 1, last_at = greatest(s.last_at, excluded.last_at)
    returning * into taken;
    insert into credit_note (id, invoice_id, refund_id, status, series, number, net, tax, reason, issued_at)
    values (p_id, p_invoice_id, p_refund_id, 'issued', taken.series, taken.last_number, p_net, p_tax, p_reason, taken.last_at);
    return true;
end $$;

create function credit_note_guard() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['status', 'voided_at'];
begin
    if tg_op = 'INSERT' then
        if new.status <> 'issued' or new.number is distinct from (select s.last_number from invoice_series s where s.series = new.series) then
            raise exception 'credit note %: % is not the number that is next in %', new.id, new.number, new.series;
        end if;
    elsif tg_op = 'DELETE' then
        raise exception 'credit note % is final: void it', old.id;
    elsif (old.status, new.status) <> ('issued', 'void') or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
        raise exception 'credit note % is final: it can only be voided', old.id;
    end if;
    return new;
end $$;
create trigger credit_note_guard before insert or update or delete on credit_note for each row execute function credit_note_guard();
create trigger credit_note_is_kept before truncate on credit_note for each statement execute function invoice_is_kept();
