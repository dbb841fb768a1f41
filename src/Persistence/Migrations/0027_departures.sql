-- Read models of departures and of who waits for their seats, kept by DepartureProjection in the transaction of each departure's state.
create table departure (
    id          text        primary key,
    trip_id     text        not null,
    guide_id    text        not null,
    starts_on   date        not null,
    ends_on     date        not null,
    time_zone   text        not null,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    cut_off     timestamp   not null,
    cut_off_at  timestamptz not null,
    capacity    integer     not null,
    min_people  integer     not null,
    -- Whole rupiah for each person; null for the trip's prices.
    own_price   bigint,
    held        integer     not null,
    sold        integer     not null,
    free        integer     not null,
    waiting     integer     not null,
    -- 3 is cancelled, otherwise 0: that one is past its cut-off, or over, is for the reader's clock.
    status      smallint    not null,
    version     bigint      not null,
    updated_at  timestamptz not null,
    -- Whether it sells seats, as long as cut_off_at is in the future. Indexes name this and not free: it changes rarely, so that selling a seat stays a HOT update.
    has_seats   boolean     not null generated always as (free > 0 and status = 0) stored,
    check (free >= 0 and held >= 0 and sold >= 0 and free + held + sold = capacity)
) with (
    fillfactor = 70,
    autovacuum_vacuum_scale_factor = 0.05
);
create index departure_of_trip on departure (trip_id, starts_on, id);
create index departure_with_seats on departure (starts_on, trip_id) where has_seats;

create table departure_waiting (
    departure_id  text        not null,
    account_id    text        not null,
    number        bigint      not null,
    seats         integer     not null,
    joined_at     timestamptz not null,
    offered_until timestamptz,
    primary key (departure_id, account_id)
);
create index departure_waiting_of_account on departure_waiting (account_id, joined_at desc, departure_id desc);
