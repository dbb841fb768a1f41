-- Passkeys: whose a credential is, and ceremonies that have begun.

-- Kept from the grains' state. The primary key is what makes a credential belong to one account.
create table passkey (
    -- SHA-256 of the credential id.
    credential_hash bytea primary key check (length(credential_hash) = 32),
    account_id      text  not null
);
create index passkey_account on passkey (account_id);

-- Read once: reading deletes. What expires unread is swept by whoever begins a ceremony.
create table passkey_ceremony (
    -- SHA-256 of the name that the client has.
    id_hash    bytea       primary key check (length(id_hash) = 32),
    -- 1 registration, 2 sign-in.
    purpose    smallint    not null,
    account_id text,
    state      text        not null,
    expires_at timestamptz not null
);
create index passkey_ceremony_expiry on passkey_ceremony (expires_at);
