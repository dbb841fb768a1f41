-- A row of chat_room changes with each write. As long as an index has one of the columns that change, each change makes new entries in all indexes of the
-- table; without, it makes none. So what officers look support rooms up by is a table of its own.
create table chat_support (
    room_id   uuid        primary key,
    active_at timestamptz not null
) with (fillfactor = 70);
create index chat_support_latest on chat_support (active_at desc, room_id desc);
insert into chat_support (room_id, active_at) select id, active_at from chat_room where kind = 4;
drop index chat_room_support;

-- As before, and: whether a message was sent before is looked up when the unique index refuses it, and not for every message; the support rooms that were
-- written are noted.
create or replace function chat_write(
    p_rooms uuid[], p_versions bigint[], p_write_ids bigint[], p_last_seqs bigint[], p_message_counts bigint[], p_last_message_seqs bigint[],
    p_active_ats timestamptz[], p_titles text[],
    p_event_rooms uuid[], p_seqs bigint[], p_kinds smallint[], p_actors uuid[], p_ats timestamptz[], p_counts bigint[], p_targets bigint[],
    p_types smallint[], p_bodies text[], p_media uuid[], p_latitudes double precision[], p_longitudes double precision[], p_clients text[],
    p_removals smallint[], p_members uuid[], p_changes smallint[], p_roles smallint[], p_mutes timestamptz[])
returns table (room_id uuid, outcome smallint) language plpgsql
-- Plans are made once, perhaps while the tables are still small: a look-up by key is always right. Nested loops also keep the
-- order in which rooms are locked.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    repeated uuid[];
    before   uuid[];
    written  uuid[];
    support  uuid[];
begin
    loop
        begin
            with changed as (
                update chat_room r set
                    version = v.version + 1, write_id = v.write_id, last_seq = v.last_seq, message_count = v.message_count,
                    last_message_seq = v.last_message_seq, active_at = v.active_at, title = v.title
                  from unnest(p_rooms, p_versions, p_write_ids, p_last_seqs, p_message_counts, p_last_message_seqs, p_active_ats, p_titles)
                       v (id, version, write_id, last_seq, message_count, last_message_seq, active_at, title)
                 where r.id = v.id and r.version = v.version and (repeated is null or v.id <> all (repeated))
                returning r.id, r.kind)
            select array_agg(id), array_agg(id) filter (where kind = 4) into written, support from changed;

            insert into chat_event (
                room_id, seq, kind, actor_id, at, message_count, target_seq, type, body, media_id, latitude, longitude, client_id, removal,
                member_id, member_change, member_role, muted_until)
            select v.*
              from unnest(
                  p_event_rooms, p_seqs, p_kinds, p_actors, p_ats, p_counts, p_targets, p_types, p_bodies, p_media, p_latitudes, p_longitudes, p_clients,
                  p_removals, p_members, p_changes, p_roles, p_mutes) v (room)
             where cardinality(written) = cardinality(p_rooms) or v.room = any (written);
            exit;
        exception when unique_violation then
            -- What this attempt did is undone; the rooms with a message that is there already are left out of the next.
            before := repeated;
            select array_agg(distinct v.room order by v.room) into repeated
              from unnest(p_event_rooms, p_actors, p_clients) v (room, actor, client)
              join chat_event e on e.room_id = v.room and e.actor_id = v.actor and e.client_id = v.client;
            if repeated is not distinct from before then
                raise;
            end if;
        end;
    end loop;

    if support is not null then
        insert into chat_support (room_id, active_at)
        select v.id, v.active_at from unnest(p_rooms, p_active_ats) v (id, active_at) where v.id = any (support)
        on conflict on constraint chat_support_pkey do update set active_at = excluded.active_at;
    end if;

    if coalesce(cardinality(written), 0) < cardinality(p_rooms) then
        select array_agg(distinct v.room) into repeated
          from unnest(p_event_rooms, p_actors, p_clients) v (room, actor, client)
          join chat_event e on e.room_id = v.room and e.actor_id = v.actor and e.client_id = v.client
         where written is null or v.room <> all (written);
        return query
        select v.id, (case when v.id = any (repeated) then 2 else 1 end)::smallint
          from unnest(p_rooms, p_versions, p_write_ids) v (id, version, write_id)
         where not exists (select from chat_room r where r.id = v.id and r.version = v.version + 1 and r.write_id = v.write_id);
    end if;
end $$;
