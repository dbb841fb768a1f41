-- Read model of trips, kept by TripProjection in the transaction of each trip's state.
create table trip (
    id           text        primary key,
    guide_id     text        not null,
    -- TripStatus: 0 draft, 1 published, 2 archived, 3 deleted.
    status       smallint    not null,
    title        text        not null,
    description  text        not null,
    region       text        not null,
    -- The region in lower case, for comparing.
    region_key   text        not null,
    -- Whole rupiah for one person; the lowest of price, group prices and seasons; and all of them, as TripDetails has them.
    price        bigint      not null,
    lowest_price bigint      not null,
    pricing      jsonb       not null,
    days         smallint    not null,
    -- TripDifficulty: 0 easy, 1 moderate, 2 hard.
    difficulty   smallint    not null,
    min_people   smallint    not null,
    max_people   smallint    not null,
    languages    text[]      not null,
    tags         text[]      not null,
    -- The first place; null while there is none.
    lat          double precision,
    lon          double precision,
    time_zone    text        not null,
    photo        text,
    version      bigint      not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    published_at timestamptz
);
create index trip_of_guide on trip (guide_id, updated_at desc, id desc) where status <> 3;

-- What was done to trips, written by TripProjection too. It is the history itself: a rebuild adds what is missing and removes nothing.
create table trip_revision (
    trip_id  text        not null,
    version  bigint      not null,
    -- TripRevisionKind: 0 created, 1 changed, 2 published, 3 archived, 4 deleted.
    kind     smallint    not null,
    actor_id text        not null,
    at       timestamptz not null,
    -- TripRevision: the parts that changed, and what is written there since.
    revision jsonb       not null,
    primary key (trip_id, version)
);
create function trip_revision_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'trip_revision is append only';
end $$;
create trigger trip_revision_is_kept before update or delete on trip_revision for each row execute function trip_revision_is_append_only();
create trigger trip_revision_is_not_emptied before truncate on trip_revision for each statement execute function trip_revision_is_append_only();

-- Read models of reviews, kept by ReviewProjection in the transaction of each review's state.
create table review (
    -- The booking that it is about: one review for each.
    id          text        primary key,
    trip_id     text        not null,
    -- Empty when the account is closed.
    author_id   text        not null,
    stars       smallint    not null,
    -- ReviewStatus: 0 shown, 1 hidden, 2 held.
    status      smallint    not null,
    created_at  timestamptz not null,
    -- How many have reported it since staff last looked; and since when staff should look, null when they need not.
    reports     integer     not null,
    waits_since timestamptz,
    review      jsonb       not null
);
create index review_of_trip on review (trip_id, created_at desc, id desc) where status = 0;
create index review_of_author on review (author_id, created_at desc, id desc) where author_id <> '';
create index review_queue on review (waits_since, id) where waits_since is not null;
-- What all shown reviews of a trip add up to; a trip without any has no row, or zeros. For lists that are sorted by rating.
create table trip_rating (
    trip_id      text    primary key,
    rating_sum   bigint  not null,
    rating_count integer not null
);

-- Read model of the trips that people have saved, kept by SavedTripsProjection in the transaction of each account's state.
create table saved_trip (
    account_id text        not null,
    trip_id    text        not null,
    saved_at   timestamptz not null,
    primary key (account_id, trip_id)
);
create index saved_trip_of_trip on saved_trip (trip_id, account_id);

-- Read model of what travellers would like, kept by WishProjection in the transaction of each person's wishes.
create table wish (
    id         text        primary key,
    account_id text        not null,
    from_on    date        not null,
    to_on      date        not null,
    -- Whole rupiah for one person.
    budget     bigint      not null,
    -- In lower case.
    regions    text[]      not null,
    interests  text[]      not null,
    -- Pace: 0 relaxed, 1 balanced, 2 active; null for any.
    pace       smallint,
    languages  text[]      not null,
    group_size smallint    not null,
    -- Whether companions may see it.
    is_open    boolean     not null,
    updated_at timestamptz not null
);
create index wish_of_account on wish (account_id);
create index wish_open on wish (to_on, from_on) where is_open;

-- Read model of who would come along where, kept by InterestProjection in the transaction of each interest's state.
create table interest (
    id           text        primary key,
    trip_id      text        not null,
    -- Null when the account is closed.
    traveller_id text,
    -- InterestStatus: 0 interested, 1 agreed, 2 declined, 3 withdrawn.
    status       smallint    not null,
    updated_at   timestamptz not null,
    interest     jsonb       not null
);
create index interest_of_traveller on interest (traveller_id, updated_at desc, id desc) where traveller_id is not null;
create index interest_of_trip on interest (trip_id, updated_at desc, id desc) where status in (0, 1);
