-- The reminders of grains. A row is one reminder; it lives until the grain unregisters it.
create sequence reminder_version;

create table reminder (
    grain_id text collate "C" not null,
    name     text collate "C" not null,
    -- The uniform hash of the grain id, by which Microsoft Orleans shares reminders out among silos.
    hash     bigint           not null check (hash between 0 and 4294967295),
    -- When the first tick was due. All ticks are due whole periods after it.
    start_at timestamptz      not null,
    period   interval         not null check (period > interval '0'),
    -- When the next tick is due: moves on when a tick was taken, so that none is missed while nobody serves the grain.
    due_at   timestamptz      not null,
    -- The ETag: new with each registration and never used twice, so that an old handle never fits a newer reminder of its name.
    version  bigint           not null default nextval('reminder_version'),
    primary key (grain_id, name)
) with (
    -- Reminders come and go all the time, and what is due is read every few seconds.
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_cost_delay = 0
);

create index reminder_due on reminder (due_at);
create index reminder_hash on reminder (hash);
