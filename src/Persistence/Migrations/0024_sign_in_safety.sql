-- When a revocation was written: an activation that was not told of it reads what is younger than its last look.
alter table revocation add column recorded_at timestamptz not null default clock_timestamp();
create index revocation_recorded on revocation (recorded_at);

-- Short messages sent in each hour, by all silos together, against a bound; rows go after two days.
create table sms_hour (
    hour timestamptz primary key,
    sent integer     not null
);
