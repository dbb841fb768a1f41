-- That a transaction was reported to one of its parties. Each account's reports are numbered 1, 2, 3 … without gaps and never change.
create table report (
    account_id     text        not null,
    seq            bigint      not null check (seq > 0),
    id             uuid        not null unique,
    transaction_id uuid        not null,
    -- Whole rupiah: positive to the account, negative from it.
    amount         bigint      not null,
    created_at     timestamptz not null,
    primary key (account_id, seq),
    unique (account_id, transaction_id)
);
