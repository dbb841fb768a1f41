-- Whom a room has told that something is unread, by what they had read then: once until they read on.
create table chat_notice (
    room_id    uuid   not null,
    account_id uuid   not null,
    read_seq   bigint not null,
    primary key (room_id, account_id)
) with (fillfactor = 80);

-- Nothing is said in the room from then on; null for rooms that stay.
alter table chat_room add column closes_at timestamptz;

-- Who has blocked somebody: few.
create index chat_member_blockers on chat_member (account_id) where has_blocked;

-- Notifications that name a person, for when that person is to be forgotten.
create index notification_sender on notification ((variables ->> 'sender_id')) where kind in ('chat.message', 'chat.mentioned');
