-- An entry carries the time at which its batch was decided, and statements take a time for final when it is a minute old. A batch that comes
-- later than 20 seconds after its time, because its process was stopped or it waited for another's locks, would change what was final:
-- it is refused as one that was decided on old accounts, and decided anew. It is the last row but one that a batch writes.
create function ledger_batch_is_late() returns trigger language plpgsql as $$
begin
    raise exception 'the batch was decided too long ago' using errcode = 'NL410';
end $$;

create trigger ledger_batch_is_in_time before insert on ledger_batch
    for each row when (new.created_at < clock_timestamp() - interval '20 seconds') execute function ledger_batch_is_late();
