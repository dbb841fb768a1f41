-- What people think of a guide is what they think of all their trips, deleted ones too: trip_of_guide leaves those out.
create index trip_of_guide_ever on trip (guide_id);
