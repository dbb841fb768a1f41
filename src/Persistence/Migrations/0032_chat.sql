-- Chat. Rows are the truth about a room; whoever writes them names the version of the room that they were decided on.

create table chat_room (
    id               uuid        primary key,
    kind             smallint    not null,
    title            text        not null,
    -- The booking, or the person who is helped.
    subject_id       text,
    created_by       uuid,
    created_at       timestamptz not null,
    epoch            uuid        not null,
    -- Grows by one with each write, and the name of the last one: by it a write whose answer was lost is known again.
    version          bigint      not null default 0,
    write_id         bigint      not null default 0,
    last_seq         bigint      not null default 0,
    message_count    bigint      not null default 0,
    last_message_seq bigint      not null default 0,
    active_at        timestamptz not null
) with (fillfactor = 70);
-- Rooms that officers look through: 4 is support.
create index chat_room_support on chat_room (active_at desc, id desc) where kind = 4;

create table chat_member (
    room_id       uuid        not null,
    account_id    uuid        not null,
    role          smallint    not null,
    joined_at     timestamptz not null,
    -- The last event that the member has seen, and how many messages the room had up to it.
    read_seq      bigint      not null,
    read_messages bigint      not null,
    muted_until   timestamptz,
    quiet_until   timestamptz,
    has_blocked   boolean     not null default false,
    -- Whoever has left is kept, so that what they said is found when their account is closed.
    left_at       timestamptz,
    primary key (room_id, account_id)
) with (fillfactor = 70);
create index chat_member_rooms on chat_member (account_id);

-- Everything that happens in a room, numbered without gaps. A row of kind 1 is a message as it is now; the others say what changed.
create table chat_event (
    room_id       uuid        not null,
    seq           bigint      not null,
    kind          smallint    not null,
    actor_id      uuid,
    at            timestamptz not null,
    -- Messages up to here.
    message_count bigint      not null,
    target_seq    bigint,
    type          smallint,
    -- What a message says, or an edit; the reaction; the room's new name.
    body          text,
    media_id      uuid,
    latitude      double precision,
    longitude     double precision,
    client_id     text,
    edited_at     timestamptz,
    removal       smallint    not null default 0,
    member_id     uuid,
    member_change smallint,
    member_role   smallint,
    muted_until   timestamptz,
    primary key (room_id, seq)
);
-- A message is sent once by its name.
create unique index chat_event_client on chat_event (room_id, actor_id, client_id) where client_id is not null;
-- Of a message that is removed, its edits say nothing more either: 2 is an edit.
create index chat_event_edits on chat_event (room_id, target_seq) where kind = 2;

create table chat_reaction (
    room_id     uuid        not null,
    message_seq bigint      not null,
    emoji       text        not null,
    account_id  uuid        not null,
    at          timestamptz not null,
    primary key (room_id, message_seq, emoji, account_id)
);

create table chat_report (
    id          uuid        primary key,
    room_id     uuid        not null,
    message_seq bigint      not null,
    sender_id   uuid,
    reporter_id uuid,
    reason      smallint    not null,
    note        text        not null,
    -- What the message said then: its sender may delete it.
    body        text        not null,
    status      smallint    not null default 0,
    created_at  timestamptz not null,
    decided_by  uuid,
    decided_at  timestamptz,
    decision    text
);
create unique index chat_report_once on chat_report (room_id, message_seq, reporter_id) where reporter_id is not null;
create index chat_report_oldest on chat_report (status, created_at, id);

-- Writes what happened in many rooms, for each room all or nothing.
--   p_rooms …            the rooms in the order of their ids, with the versions that was decided on, names of the writes, and what they are afterwards
--   p_event_rooms …      the events, in the order of rooms and numbers
-- Answers the rooms of which nothing was written: outcome 1, another has written the room meanwhile; 2, one of the messages was sent before.
-- A room whose last write has this name is written: the answer was lost, not the events.
create function chat_write(
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
    written  uuid[];
begin
    select array_agg(distinct v.room) into repeated
      from unnest(p_event_rooms, p_actors, p_clients) v (room, actor, client)
      join chat_event e on e.room_id = v.room and e.actor_id = v.actor and e.client_id = v.client;

    with changed as (
        update chat_room r set
            version = v.version + 1, write_id = v.write_id, last_seq = v.last_seq, message_count = v.message_count,
            last_message_seq = v.last_message_seq, active_at = v.active_at, title = v.title
          from unnest(p_rooms, p_versions, p_write_ids, p_last_seqs, p_message_counts, p_last_message_seqs, p_active_ats, p_titles)
               v (id, version, write_id, last_seq, message_count, last_message_seq, active_at, title)
         where r.id = v.id and r.version = v.version and (repeated is null or v.id <> all (repeated))
        returning r.id)
    select array_agg(id) into written from changed;

    insert into chat_event (
        room_id, seq, kind, actor_id, at, message_count, target_seq, type, body, media_id, latitude, longitude, client_id, removal,
        member_id, member_change, member_role, muted_until)
    select v.*
      from unnest(
          p_event_rooms, p_seqs, p_kinds, p_actors, p_ats, p_counts, p_targets, p_types, p_bodies, p_media, p_latitudes, p_longitudes, p_clients,
          p_removals, p_members, p_changes, p_roles, p_mutes) v (room)
     where cardinality(written) = cardinality(p_rooms) or v.room = any (written);

    if coalesce(cardinality(written), 0) < cardinality(p_rooms) then
        return query
        select v.id, (case when v.id = any (repeated) then 2 else 1 end)::smallint
          from unnest(p_rooms, p_versions, p_write_ids) v (id, version, write_id)
         where not exists (select from chat_room r where r.id = v.id and r.version = v.version + 1 and r.write_id = v.write_id);
    end if;
end $$;

-- Makes messages, reactions and members what the events say, in the transaction of their chat_write and for the rooms that it wrote.
create function chat_change(
    p_rooms uuid[], p_versions bigint[], p_write_ids bigint[],
    p_edit_rooms uuid[], p_edit_seqs bigint[], p_edit_bodies text[], p_edit_ats timestamptz[],
    p_removal_rooms uuid[], p_removal_seqs bigint[], p_removals smallint[],
    p_reaction_rooms uuid[], p_reaction_seqs bigint[], p_emojis text[], p_reaction_accounts uuid[], p_reaction_ats timestamptz[], p_reaction_adds boolean[],
    p_member_rooms uuid[], p_accounts uuid[], p_roles smallint[], p_joined_ats timestamptz[], p_read_seqs bigint[], p_read_messages bigint[],
    p_mutes timestamptz[], p_quiets timestamptz[], p_blocks boolean[], p_gone boolean[])
returns void language plpgsql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    written uuid[];
begin
    select array_agg(r.id) into written
      from unnest(p_rooms, p_versions, p_write_ids) v (id, version, write_id)
      join chat_room r on r.id = v.id and r.version = v.version + 1 and r.write_id = v.write_id;

    update chat_event e set body = v.body, edited_at = v.at
      from unnest(p_edit_rooms, p_edit_seqs, p_edit_bodies, p_edit_ats) v (room, seq, body, at)
     where e.room_id = v.room and e.seq = v.seq and e.removal = 0 and v.room = any (written);

    -- What a hidden message said is kept for staff, what a deleted one said is not kept.
    update chat_event e set removal = v.removal,
           body = case v.removal when 1 then '' else e.body end, media_id = case v.removal when 1 then null else e.media_id end,
           latitude = case v.removal when 1 then null else e.latitude end, longitude = case v.removal when 1 then null else e.longitude end
      from unnest(p_removal_rooms, p_removal_seqs, p_removals) v (room, seq, removal)
     where e.room_id = v.room and e.seq = v.seq and e.kind = 1 and v.room = any (written);
    update chat_event e set removal = v.removal, body = ''
      from unnest(p_removal_rooms, p_removal_seqs, p_removals) v (room, seq, removal)
     where e.room_id = v.room and e.target_seq = v.seq and e.kind = 2 and v.room = any (written);

    -- The last word about each reaction and each member counts; a batch may have several.
    insert into chat_reaction (room_id, message_seq, emoji, account_id, at)
    select distinct on (v.room, v.seq, v.emoji, v.account) v.room, v.seq, v.emoji, v.account, v.at
      from unnest(p_reaction_rooms, p_reaction_seqs, p_emojis, p_reaction_accounts, p_reaction_ats, p_reaction_adds) v (room, seq, emoji, account, at, added)
     where v.added and v.room = any (written)
    on conflict do nothing;
    delete from chat_reaction c
     using unnest(p_reaction_rooms, p_reaction_seqs, p_emojis, p_reaction_accounts, p_reaction_adds) v (room, seq, emoji, account, added)
     where not v.added and c.room_id = v.room and c.message_seq = v.seq and c.emoji = v.emoji and c.account_id = v.account and v.room = any (written);

    insert into chat_member as m (room_id, account_id, role, joined_at, read_seq, read_messages, muted_until, quiet_until, has_blocked, left_at)
    select v.room, v.account, v.role, v.joined_at, v.read_seq, v.read_messages, v.muted_until, v.quiet_until, v.has_blocked,
           case when v.gone then clock_timestamp() end
      from unnest(p_member_rooms, p_accounts, p_roles, p_joined_ats, p_read_seqs, p_read_messages, p_mutes, p_quiets, p_blocks, p_gone)
           v (room, account, role, joined_at, read_seq, read_messages, muted_until, quiet_until, has_blocked, gone)
     where v.room = any (written)
    on conflict (room_id, account_id) do update set
        role = excluded.role, joined_at = excluded.joined_at, read_seq = greatest(m.read_seq, excluded.read_seq),
        read_messages = greatest(m.read_messages, excluded.read_messages), muted_until = excluded.muted_until, quiet_until = excluded.quiet_until,
        has_blocked = excluded.has_blocked, left_at = excluded.left_at;
end $$;

-- How far members have read, of many rooms; never back.
create function chat_read(p_rooms uuid[], p_accounts uuid[], p_seqs bigint[], p_messages bigint[])
returns void language sql
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
    update chat_member m set read_seq = v.seq, read_messages = greatest(m.read_messages, v.messages)
      from unnest(p_rooms, p_accounts, p_seqs, p_messages) v (room, account, seq, messages)
     where m.room_id = v.room and m.account_id = v.account and m.read_seq < v.seq;
$$;
