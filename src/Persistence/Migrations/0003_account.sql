-- Read model of accounts, kept by AccountProjection in the transaction of each account's state. Closed accounts are not
-- in it. The unique indexes are the last defence of what the identifier grains promise.
create table account (
    id         text        primary key,
    full_name  text        not null,
    email      text,
    phone      text,
    role       smallint    not null,
    version    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index account_email on account (email);
create unique index account_phone on account (phone);
create index account_oldest on account (created_at, id);
