-- Bookings that are over and still say who came: those whose time is up are looked for each hour.
create index booking_people on booking (updated_at) where not is_open and jsonb_typeof(booking->'contact') = 'object';
