-- Officers list the payments that banks ask about: few among many.

create index payment_disputed on payment (created_at desc, id desc) where jsonb_path_exists(payment, '$.disputes[*]');
