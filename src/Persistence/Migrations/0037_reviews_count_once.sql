-- Of the shown reviews that one person has written of a trip the newest counts, and only of bookings that cost enough.
alter table review
    -- Who has written it, for counting: the same for the reviews of one person and trip, also when it is forgotten who that is.
    add column author_key text    not null default '',
    -- Whether enough was paid for what it is about.
    add column counts     boolean not null default true;
update review set author_key =
    case author_id when '' then id else encode(sha256(convert_to(trip_id || e'\n' || author_id, 'UTF8')), 'hex') end;
create index review_that_counts on review (trip_id, author_key, created_at desc, id desc) include (stars) where status = 0 and counts;

-- Writes down what a trip's reviews add up to, but for the one that is about to go. Whoever calls it holds the trip's row of trip_rating.
create function trip_rating_count(rated text, but_for text default '') returns void language sql as $$
    update trip_rating set (rating_sum, rating_count) = (
        select coalesce(sum(stars), 0), count(*) from (
            select distinct on (author_key) stars from review
            where trip_id = rated and status = 0 and counts and id <> but_for
            order by author_key, created_at desc, id desc) newest)
    where trip_id = rated
$$;
select trip_rating_count(trip_id) from trip_rating;
