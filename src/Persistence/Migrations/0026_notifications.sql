-- What people were told. Texts are made when they are read, so a row has what happened and no words; a program's own message is the exception.
create table notification (
    id          uuid        primary key,
    account_id  text        not null,
    kind        text        not null,
    category    smallint    not null,
    variables   jsonb       not null,
    -- SHA-256 of what a program asked, hex; null for what an event brought.
    fingerprint text,
    -- False when the person does not want this category in the inbox; the row still has what other channels deliver.
    in_inbox    boolean     not null,
    created_at  timestamptz not null,
    read_at     timestamptz,
    -- A deleted one stays without its content, so that an event that comes again does not bring it back.
    deleted_at  timestamptz
);
create index notification_inbox on notification (account_id, created_at desc, id desc) where in_inbox and deleted_at is null;
create index notification_unread on notification (account_id, created_at desc, id desc) where in_inbox and deleted_at is null and read_at is null;
create index notification_age on notification using brin (created_at);

-- Read model of what people have chosen, kept by NotificationSettingsProjection, for who tells many at once. Who has no row has chosen nothing.
create table notification_setting (
    account_id text       primary key,
    -- By category, from 0: the channels that are on, bit 0 is the inbox.
    channels   smallint[] not null,
    has_push   boolean    not null
);

-- Read model of deliveries, kept by NotificationDeliveryProjection.
create table notification_delivery (
    id               uuid        primary key,
    account_id       text        not null,
    notification_ids uuid[]      not null,
    status           smallint    not null,
    created_at       timestamptz not null,
    delivery         jsonb       not null
);
create index notification_delivery_of on notification_delivery using gin (notification_ids);
-- Pending, failed and dead ones are few; sent ones are looked for by what they delivered.
create index notification_delivery_open on notification_delivery (status, created_at desc, id desc) where status <> 1;
create index notification_delivery_account on notification_delivery (account_id);
