-- What officers have closed by hand of what ledger and gateways say differently: who, when, why, and what was said then. A difference that was
-- closed comes back only when one of the two says something else.
create table payment_difference_closing (
    id            uuid        primary key default gen_random_uuid(),
    difference_id uuid        not null references payment_difference,
    officer_id    text        not null,
    reason        text        not null,
    ledger_units  bigint      not null,
    gateway_units bigint      not null,
    closed_at     timestamptz not null
);
create index payment_difference_closing_difference on payment_difference_closing (difference_id, closed_at desc);

create function payment_difference_closing_is_kept() returns trigger language plpgsql as $$
begin
    raise exception '% says who closed what, and is not changed', tg_table_name;
end $$;
create trigger payment_difference_closing_is_kept before update or delete on payment_difference_closing
    for each row execute function payment_difference_closing_is_kept();
