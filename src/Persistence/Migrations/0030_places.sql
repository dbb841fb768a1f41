-- The extensions of search, and places. pg_trgm and unaccent come with PostgreSQL and whoever owns the database may make them; PostGIS is a
-- package of its own and takes a superuser, which the private servers of ./nusaloka and the container's user are.
do $$
declare
    absent text;
begin
    select string_agg(wanted, ', ') into absent
    from unnest(array['postgis', 'pg_trgm', 'unaccent']) wanted
    where not exists (select from pg_available_extensions where name = wanted);
    if absent is not null then
        raise exception 'the PostgreSQL server lacks the extension % : install it on the server (Debian: postgresql-%-postgis-3 and postgresql-contrib; Homebrew: postgis) and start again',
            absent, current_setting('server_version_num')::int / 10000 using errcode = 'feature_not_supported';
    end if;
    begin
        create extension if not exists pg_trgm;
        create extension if not exists unaccent;
        create extension if not exists postgis;
    exception when insufficient_privilege then
        raise exception 'the user % may not create extensions in the database %: let a superuser run there once: create extension postgis; create extension pg_trgm; create extension unaccent; and start again',
            current_user, current_database() using errcode = 'insufficient_privilege';
    end;
end
$$;

-- Where people go. Loaded as a whole from a file (./nusaloka load-places) or, while there is none, from the sample that the product brings.
create table place (
    -- Made from kind, name, regency, province and coordinates: the same place has the same id after every load.
    id         uuid                   primary key,
    kind       smallint               not null,
    name       text                   not null,
    regency    text                   not null,
    province   text                   not null,
    geog       geography(point, 4326) not null,
    -- IANA name; null where the source has none.
    time_zone  text,
    population integer                check (population >= 0)
);
create index place_geog on place using gist (geog);

-- One row: which content the table has. Every load counts version up, so that whoever keeps places in memory reads them again.
create table place_version (
    only_row  boolean     primary key default true check (only_row),
    version   bigint      not null,
    -- "sample", or the SHA-256 of the file.
    source    text        not null,
    places    integer     not null,
    loaded_at timestamptz not null
);
