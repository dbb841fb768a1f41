-- What reconciliation needs to look from the other sides: from the clearing accounts and from what gateways list.

-- The transfers on clearing accounts that payments and withdrawals make, or may yet make, written with their states and so before the
-- transfers. Those of states from before this table are written by rebuild-projections.
create table payment_transfer (
    -- Of the transfer.
    id         uuid   primary key,
    subject_id text   not null,
    gateway    text   not null,
    -- What it does to the clearing account: below zero for money that the gateway has taken.
    units      bigint not null
);
create index payment_transfer_subject on payment_transfer (subject_id);
create table withdrawal_transfer (
    id         uuid   primary key,
    subject_id text   not null,
    gateway    text   not null,
    units      bigint not null
);
create index withdrawal_transfer_subject on withdrawal_transfer (subject_id);

-- What gateways say of withdrawals and what cannot be.
create table withdrawal_quarantine (
    id            uuid        primary key,
    withdrawal_id text        not null,
    is_open       boolean     not null,
    created_at    timestamptz not null,
    entry         jsonb       not null
);
create index withdrawal_quarantine_newest on withdrawal_quarantine (created_at desc, id desc);
create index withdrawal_quarantine_open on withdrawal_quarantine (created_at desc, id desc) where is_open;
create index withdrawal_quarantine_withdrawal on withdrawal_quarantine (withdrawal_id);

alter table payment_reconciliation
    -- How many entries of clearing accounts were compared.
    add column entries int not null default 0,
    -- How many payments and payouts that gateways list were looked up.
    add column listed  int not null default 0;

-- What the sandbox gateway has, for its lists.
create table sandbox_payment (
    id         text        primary key,
    status     text        not null,
    amount     bigint      not null,
    captured   bigint      not null,
    created_at timestamptz not null
);
create index sandbox_payment_oldest on sandbox_payment (created_at, id);
create table sandbox_payout (
    id         text        primary key,
    status     text        not null,
    amount     bigint      not null,
    captured   bigint      not null,
    created_at timestamptz not null
);
create index sandbox_payout_oldest on sandbox_payout (created_at, id);
