-- Trips are found by what one person can book them for. Seasons are what the guide wrote (TripDetails.Seasons), null for none; the other two follow from the departures that
-- can be booked, and are brought up to date by TripSearchRefresher: the lowest price of those that have one of their own or of a season, and whether some cost what the trip does.
alter table trip_search
    add column seasons    jsonb,
    add column least_own  bigint,
    add column has_plain  boolean not null default false;
update trip_search s set seasons = t.pricing -> 'seasons' from trip t where t.id = s.trip_id and jsonb_array_length(t.pricing -> 'seasons') > 0;
-- What nobody can book yet costs what the trip does.
alter table trip_search add column from_price bigint not null generated always as (
    case when least_own is null then price when has_plain then least(price, least_own) else least_own end) stored;
drop index trip_search_by_price;
create index trip_search_by_price on trip_search (from_price, trip_id);

-- What one person pays for a departure: as TripPricing has it.
create function departure_price(own_price bigint, seasons jsonb, starts_on date, price bigint) returns bigint language sql stable parallel safe as $$
    select coalesce(own_price, case when seasons is not null then (
        select (season #>> '{price_per_person,units}')::bigint from jsonb_array_elements(seasons) season
        where starts_on between (season ->> 'from')::date and (season ->> 'to')::date limit 1) end, price)
$$;

drop trigger departure_is_other on departure;
create trigger departure_is_other after update on departure for each row
    when ((old.has_seats, old.starts_on, old.cut_off_at, old.own_price) is distinct from (new.has_seats, new.starts_on, new.cut_off_at, new.own_price)) execute function trip_search_is_stale();
create trigger trip_search_is_other after update on trip_search for each row
    when (old.seasons is distinct from new.seasons) execute function trip_search_is_stale();
