-- Wishes to take a change of address or number back that are not decided: the read model of the state of accounts.
create table identifier_reversal (
    account_id   text        primary key,
    asked_at     timestamptz not null,
    due_at       timestamptz not null,
    is_contested boolean     not null
);
create index identifier_reversal_contested on identifier_reversal (asked_at, account_id) where is_contested;
