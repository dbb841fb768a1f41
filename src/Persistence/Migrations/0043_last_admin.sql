-- An account that staff have shut is no admin in charge.
alter table account add column banned_at timestamptz;
update account a
set banned_at = (g.state #>> '{ban,at}')::timestamptz
from grain_state g
where g.kind = 'account' and g.id = a.id and g.state #>> '{ban,at}' is not null;

-- Admins in charge: few.
create index account_admins on account (id) where role = 4 and banned_at is null;

-- To be called in the transaction in which an account ceases to be an admin in charge, before its row is changed: one other must be left.
-- One transaction at a time looks, so two admins who remove each other are not both right. Violates account_last_admin when none is left.
create function account_admin_leaves(leaving text) returns void language plpgsql as $$
begin
    if not exists (select from account where id = leaving and role = 4 and banned_at is null) then
        return;
    end if;

    perform pg_advisory_xact_lock(hashtextextended('account_last_admin', 0));
    if not exists (select from account where id <> leaving and role = 4 and banned_at is null) then
        raise exception 'Account % is the last admin in charge', leaving using errcode = 'check_violation', constraint = 'account_last_admin';
    end if;
end
$$;
