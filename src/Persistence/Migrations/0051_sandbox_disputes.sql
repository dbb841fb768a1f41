-- The sandbox gateway lists its disputes: a dispute of which no webhook ever came is found by comparing.
alter table sandbox_payment
    -- When the payer has disputed it; null when it was not, as are the others then.
    add column disputed_at    timestamptz,
    add column dispute_status text,
    add column disputed       bigint,
    add column dispute_reason text;
create index sandbox_payment_disputed on sandbox_payment (disputed_at, id) where disputed_at is not null;
