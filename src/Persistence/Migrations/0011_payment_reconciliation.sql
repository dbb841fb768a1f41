-- What comes of comparing payments and withdrawals with their gateways' records, and the order in which they are compared.
create table payment_reconciliation (
    id          uuid        primary key,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    payments    int         not null,
    withdrawals int         not null,
    -- How many of them differ.
    differences int         not null,
    -- The gateways that did not answer, with commas between.
    unreached   text        not null,
    is_complete boolean     not null
);
create index payment_reconciliation_newest on payment_reconciliation (started_at desc, id desc);

create table payment_difference (
    id            uuid        primary key,
    -- The payment or withdrawal.
    subject_id    text        not null,
    gateway       text        not null,
    -- 0 missing in the ledger, 1 missing at the gateway, 2 amount differs, 3 status differs.
    kind          smallint    not null,
    ledger_units  bigint      not null,
    gateway_units bigint      not null,
    detail        text        not null,
    is_open       boolean     not null,
    found_at      timestamptz not null,
    seen_at       timestamptz not null
);
create index payment_difference_newest on payment_difference (found_at desc, id desc);
create index payment_difference_open on payment_difference (found_at desc, id desc) where is_open;
create index payment_difference_subject on payment_difference (subject_id);

create index payment_changed on payment (updated_at, id);
create index withdrawal_changed on withdrawal (gateway, updated_at, id);
