-- Read model of identities that wait for an officer, or were looked at; kept by VerificationProjection in the transaction of each
-- profile's state. Nothing in it says who the person is.
create table identity_verification (
    account_id   text        primary key,
    status       smallint    not null,
    requested_at timestamptz not null
);
create index identity_verification_queue on identity_verification (status, requested_at, account_id);
