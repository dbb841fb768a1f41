-- Read models of payments, webhooks and withdrawals, each kept in the transaction of its grain's state, and the account for money that
-- came and is nobody's.
create table payment (
    id         text        primary key,
    payer_id   text        not null,
    -- wallet, or a gateway's name; null while nothing is chosen.
    method     text,
    status     smallint    not null,
    -- Whole rupiah. What is refunded includes what is about to be.
    amount     bigint      not null,
    captured   bigint      not null,
    refunded   bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- The payment as callers see it.
    payment    jsonb       not null
);
create index payment_newest on payment (created_at desc, id desc);
create index payment_of_payer on payment (payer_id, created_at desc, id desc);
create index payment_of_method on payment (method, created_at, id);

-- The tries of payments: what gateways know, and webhooks speak of.
create table payment_attempt (
    id         uuid primary key,
    payment_id text not null,
    method     text not null,
    -- What the gateway calls it; null before it has said so.
    reference  text
);
create index payment_attempt_payment on payment_attempt (payment_id);
create index payment_attempt_reference on payment_attempt (method, reference);

create table payment_quarantine (
    id         uuid        primary key,
    payment_id text        not null,
    is_open    boolean     not null,
    created_at timestamptz not null,
    entry      jsonb       not null
);
create index payment_quarantine_newest on payment_quarantine (created_at desc, id desc);
create index payment_quarantine_open on payment_quarantine (created_at desc, id desc) where is_open;
create index payment_quarantine_payment on payment_quarantine (payment_id);

create table webhook_inbox (
    id          uuid        primary key,
    gateway     text        not null,
    event_id    text        not null,
    kind        text        not null,
    -- received, applied or foreign.
    status      text        not null,
    -- The payment or withdrawal that it was applied to.
    payment_id  text,
    attempts    int         not null,
    last_error  text,
    received_at timestamptz not null,
    applied_at  timestamptz,
    unique (gateway, event_id)
);
create index webhook_inbox_newest on webhook_inbox (received_at desc, id desc);
create index webhook_inbox_pending on webhook_inbox (received_at desc, id desc) where status = 'received';

create table withdrawal (
    id         text        primary key,
    account_id text        not null,
    gateway    text        not null,
    status     smallint    not null,
    amount     bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    -- The withdrawal as callers see it, its account number masked.
    withdrawal jsonb       not null
);
create index withdrawal_of_account on withdrawal (account_id, created_at desc, id desc);
create index withdrawal_newest on withdrawal (created_at, id);

insert into ledger_account (code, currency, floor) values ('system:payment_suspense', 360, null);
