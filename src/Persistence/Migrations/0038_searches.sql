-- What a trip is called and where it goes, apart from all that is told of it: words that many trips tell of find those first that are named so.
alter table trip_search add column heading tsvector not null default '';
update trip_search set heading =
    nusaloka_words(title, 'A') || nusaloka_words(region || ' ' || array_to_string(places, ' ') || ' ' || array_to_string(tags, ' '), 'B');
create index trip_search_heading on trip_search using gin (heading);

-- Trips of which departures or reviews have changed since trip_search was brought up to date; one may be there many times. Without a key: who sells the last seat
-- waits for nobody who reviews the same trip.
create table trip_search_stale (trip_id text not null) with (autovacuum_vacuum_scale_factor = 0.05);
-- Until when departures have been looked through for those whose cut-off is over.
create table trip_search_refresh (
    only_row   boolean     primary key default true check (only_row),
    seen_until timestamptz not null
);
create index departure_with_seats_by_cut_off on departure (cut_off_at) where has_seats;

create function trip_search_is_stale() returns trigger language plpgsql as $$
begin
    insert into trip_search_stale (trip_id) values (case tg_op when 'DELETE' then old.trip_id else new.trip_id end);
    return null;
end $$;
create trigger departure_is_news after insert or delete on departure for each row execute function trip_search_is_stale();
-- Selling a seat is no news as long as there are others.
create trigger departure_is_other after update on departure for each row
    when ((old.has_seats, old.starts_on, old.cut_off_at) is distinct from (new.has_seats, new.starts_on, new.cut_off_at)) execute function trip_search_is_stale();
create trigger trip_rating_is_news after insert or delete on trip_rating for each row execute function trip_search_is_stale();
create trigger trip_rating_is_other after update on trip_rating for each row
    when ((old.rating_sum, old.rating_count) is distinct from (new.rating_sum, new.rating_count)) execute function trip_search_is_stale();
create trigger trip_search_is_new after insert on trip_search for each row execute function trip_search_is_stale();

-- Who has searched for a term today, so that each counts once a day. By a hash under a key of the day; both are deleted when the day is over, and
-- then nobody can say who it was.
create table search_term_caller (
    term       text   not null,
    counted_on date   not null,
    caller     bigint not null,
    primary key (counted_on, term, caller)
);
create table search_term_key (
    counted_on date  primary key,
    key        bytea not null
);

-- Who has booked a trip is told when it is written anew.
create index booking_of_trip on booking (trip_id, account_id) where status <= 3;
