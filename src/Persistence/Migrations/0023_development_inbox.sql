-- What would have been sent where there is neither a mail server nor an SMS provider. Filled in Development only; rows go after a week.
create table development_inbox (
    id         bigint      generated always as identity primary key,
    message_id uuid        not null unique,
    channel    text        not null check (channel in ('email', 'sms')),
    recipient  text        not null,
    subject    text,
    body       text        not null,
    created_at timestamptz not null default now()
);
create index development_inbox_recipient on development_inbox (recipient, id);
