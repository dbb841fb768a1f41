-- Read model of bookings, kept by BookingProjection in the transaction of each booking's state.
create table booking (
    id           text        primary key,
    account_id   text        not null,
    guide_id     text        not null,
    trip_id      text        not null,
    departure_id text        not null,
    -- 0 holding, 1 awaiting payment, 2 paying, 3 confirmed, 4 completed, 5 cancelled, 6 expired, 7 refused.
    status       smallint    not null,
    -- Whether something will still come of it.
    is_open      boolean     not null,
    -- Whether the guide has got money of it, or will.
    is_paid      boolean     not null,
    starts_on    date        not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    booking      jsonb       not null
);
create index booking_newest on booking (created_at desc, id desc);
create index booking_of_account on booking (account_id, created_at desc, id desc);
create index booking_of_guide on booking (guide_id, created_at desc, id desc);
create index booking_of_departure on booking (departure_id, created_at desc, id desc);
