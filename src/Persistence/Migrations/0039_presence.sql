-- When people were last connected. Who is connected now is known to the processes alone.

create table account_presence (
    account_id uuid        primary key,
    seen_at    timestamptz not null
) with (fillfactor = 70);

-- Who is blocked is looked up from the rooms of a person: few of them have a block.
create index chat_member_blocks on chat_member (room_id) where has_blocked;
