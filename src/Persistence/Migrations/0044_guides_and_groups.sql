-- What people think of a guide is what they think of all their trips, deleted ones too: trip_of_guide leaves those out.
create index trip_of_guide_ever on trip (guide_id);

-- Whether enough seats of a departure were sold at its cut-off: then it takes place, whoever cancels later.
alter table departure add column is_guaranteed boolean not null default false;
