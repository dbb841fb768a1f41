-- What goes further than an inbox is an event of its own for each person, written with the notification. The sequence numbers them; their order is of no interest.
create sequence notification_dispatch;
