-- Bookings whose money waits for an officer's decision: few, and looked for among all.
create index booking_complaint on booking (created_at desc, id desc)
    where booking->'complaint'->>'at' is not null and booking->'complaint'->>'decided_at' is null;
