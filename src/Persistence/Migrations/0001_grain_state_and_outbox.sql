-- Grain state and the outbox. Read docs/adr/0002-storage-with-projections.md first.

-- One row per grain and state name. A cleared state keeps its row with state = null, so that versions never repeat:
-- an activation that missed the clear can then never pass its version check, and event ids made from versions stay unique.
create table grain_state (
    kind       text collate "C" not null,
    id         text collate "C" not null,
    version    bigint           not null check (version > 0),
    state      jsonb,
    updated_at timestamptz      not null,
    primary key (kind, id)
) with (
    -- Rows are rewritten all the time and no index covers what changes: with room on the page every update is a HOT
    -- update. No index may ever name version, state or updated_at; lists and searches belong to projections.
    fillfactor = 50,
    autovacuum_vacuum_scale_factor = 0.05,
    autovacuum_vacuum_cost_delay = 0
);

-- Writes a batch of states, each against the version it expects, all or none.
-- Element i of the four arrays is one write: expected version 0 inserts version 1; any other replaces exactly that
-- version by the next; a null state clears. (kind, id) must not occur twice.
-- If any element finds another version, nothing is written: SQLSTATE NL409, HINT 'i:stored,i:stored,...' names the
-- losers by their 1-based index with the version that is stored (0 for none), so the caller can go on without them.
-- (HINT, because clients keep DETAIL from their users.)
create function grain_state_commit(kinds text[], ids text[], versions bigint[], states jsonb[])
returns void
language plpgsql
-- The arrays' lengths are unknown to the planner and the table may have grown since the plan was made:
-- one index look-up per element is always right, so nothing else is offered to it.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    written   bigint := 0;
    row_total bigint;
    losers    text;
begin
    if 0 = any (versions) then
        insert into grain_state (kind, id, version, state, updated_at)
        select w.kind, w.id, 1, w.state, now()
        from unnest(kinds, ids, versions, states) as w (kind, id, version, state)
        where w.version = 0
        on conflict (kind, id) do nothing;
        get diagnostics written = row_count;
    end if;

    update grain_state g
    set version = g.version + 1, state = w.state, updated_at = now()
    from unnest(kinds, ids, versions, states) as w (kind, id, version, state)
    where w.version > 0 and g.kind = w.kind and g.id = w.id and g.version = w.version;
    get diagnostics row_total = row_count;

    written := written + row_total;
    if written <> cardinality(kinds) then
        -- What this transaction has just written carries its own transaction id.
        select string_agg(w.ordinal || ':' || coalesce(g.version, 0), ',' order by w.ordinal)
        into losers
        from unnest(kinds, ids) with ordinality as w (kind, id, ordinal)
        left join grain_state g on g.kind = w.kind and g.id = w.id
        where g.xmin is distinct from pg_current_xact_id()::xid;

        raise exception '% of % writes expected a version that is not the stored one',
            cardinality(kinds) - written, cardinality(kinds)
            using errcode = 'NL409', hint = losers;
    end if;
end
$$;

-- Domain events that must reach another grain or the outside world, written in the transaction of their cause.
-- A delivered row is deleted. Order is per source: by (source_version, source_ordinal), which its writers commit in order
-- because each holds the source's row. There is no sequence over all rows, because sequences commit out of order.
create table outbox_event (
    source_kind     text collate "C" not null,
    source_id       text collate "C" not null,
    source_version  bigint           not null,
    source_ordinal  integer          not null,
    event_id        uuid             not null,
    type            text             not null,
    partition       smallint         not null check (partition between 0 and 7),
    payload         jsonb            not null,
    traceparent     text,
    created_at      timestamptz      not null default now(),
    attempts        integer          not null default 0,
    -- -infinity: due at once, whatever the clocks of the application and of the database say.
    next_attempt_at timestamptz      not null default '-infinity',
    last_error      text,
    primary key (source_kind, source_id, source_version, source_ordinal)
) with (
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_vacuum_cost_delay = 0
);

create index outbox_event_due on outbox_event (partition, next_attempt_at, created_at);

-- Events that failed every attempt. They no longer hold up later events of their source; a replay puts them back.
create table outbox_dead_letter (
    event_id       uuid             primary key,
    source_kind    text collate "C" not null,
    source_id      text collate "C" not null,
    source_version bigint           not null,
    source_ordinal integer          not null,
    type           text             not null,
    partition      smallint         not null,
    payload        jsonb            not null,
    traceparent    text,
    created_at     timestamptz      not null,
    attempts       integer          not null,
    last_error     text,
    died_at        timestamptz      not null
);

create index outbox_dead_letter_died_at on outbox_dead_letter (died_at);

-- Whoever inserts events wakes the deliverers of their partitions when the transaction commits.
create function outbox_event_notify() returns trigger
language plpgsql as $$
declare
    appended_partition smallint;
begin
    for appended_partition in select distinct partition from appended loop
        perform pg_notify('nusaloka_outbox', appended_partition::text);
    end loop;
    return null;
end
$$;

create trigger outbox_event_notify after insert on outbox_event
    referencing new table as appended
    for each statement execute function outbox_event_notify();
