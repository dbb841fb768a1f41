-- Sessions that have ended while access tokens of theirs may not have expired: what a process that verifies tokens must know. The
-- read model of ended sessions, written with them; rows go when they are over.
create table revocation (
    session_id text        primary key,
    account_id text        not null,
    until      timestamptz not null
);
create index revocation_account on revocation (account_id);
create index revocation_until on revocation (until);

-- What happened to the security of accounts, for their owners and for staff. Append only; rows may be deleted after a year.
create table security_event (
    id         uuid        primary key,
    account_id text        not null,
    type       text        not null,
    session_id text,
    detail     text        not null,
    by         text,
    at         timestamptz not null
);
create index security_event_newest on security_event (account_id, at desc, id desc);
