-- How trips are found. Text in Indonesian, in English and as it is written, all without accents.
create text search configuration nusaloka_id (copy = indonesian);
alter text search configuration nusaloka_id alter mapping for asciiword, word, hword, hword_part, hword_asciipart, asciihword with unaccent, indonesian_stem;
create text search configuration nusaloka_en (copy = english);
alter text search configuration nusaloka_en alter mapping for asciiword, word, hword, hword_part, hword_asciipart, asciihword with unaccent, english_stem;
create text search configuration nusaloka_plain (copy = simple);
alter text search configuration nusaloka_plain alter mapping for asciiword, word, hword, hword_part, hword_asciipart, asciihword with unaccent, simple;

-- The words of a text in all three ways, of one weight.
create function nusaloka_words(content text, weight "char") returns tsvector language sql immutable parallel safe as $$
    select setweight(to_tsvector('nusaloka_plain', content) || to_tsvector('nusaloka_id', content) || to_tsvector('nusaloka_en', content), weight)
$$;

-- Read model of published trips for searches, kept by TripSearchProjection in the transaction of each trip's state. What follows from
-- departures and reviews (rating_sum to months) is brought up to date every few seconds by TripSearchRefresher.
create table trip_search (
    trip_id      text     primary key,
    guide_id     text     not null,
    title        text     not null,
    region       text     not null,
    -- Lower case without accents, for comparison.
    region_key   text     not null,
    places       text[]   not null,
    -- Whole rupiah for one person.
    price        bigint   not null,
    days         smallint not null,
    -- TripDifficulty: 0 easy, 1 moderate, 2 hard.
    difficulty   smallint not null,
    max_people   smallint not null,
    languages    text[]   not null,
    tags         text[]   not null,
    photo        text,
    -- The first place; null while there is none.
    geog         geography(point, 4326),
    document     tsvector not null,
    -- Title, places and region in lower case without accents, for what is misspelt.
    names        text     not null,
    rating_sum   bigint   not null default 0,
    rating_count integer  not null default 0,
    -- The mean as if three more had given four stars: one enthusiast does not lead the list.
    rating       double precision not null generated always as ((rating_sum + 12)::double precision / (rating_count + 3)) stored,
    -- The next start with free seats; null when there is none.
    next_date    date,
    -- In which months trips with free seats start: bit m of the month whose number (12 * year + month - 1) modulo 24 is m.
    months       integer  not null default 0
);
create index trip_search_document on trip_search using gin (document);
create index trip_search_names on trip_search using gin (names gin_trgm_ops);
create index trip_search_geog on trip_search using gist (geog);
create index trip_search_tags on trip_search using gin (tags);
create index trip_search_region on trip_search (region_key);
create index trip_search_by_price on trip_search (price, trip_id);
create index trip_search_by_date on trip_search (next_date, trip_id) where next_date is not null;
create index trip_search_by_rating on trip_search (rating, trip_id);

-- Trips whose names have something like the text in them, the most similar first.
create function trip_search_similar(typed text, most integer) returns table (trip_id text, similarity real) language sql stable
    set pg_trgm.word_similarity_threshold = 0.45 as $$
    select s.trip_id, word_similarity(typed, s.names) from trip_search s where s.names %> typed order by 2 desc, 1 limit most
$$;

-- What is searched for often: the text alone, of nobody. The score loses a fifth each day.
create table search_term (
    term      text             primary key,
    score     double precision not null,
    -- The day to which the score belongs.
    scored_on date             not null
);
