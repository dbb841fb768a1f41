-- The ledger is read by its keys, whatever its columns hold: a tenth of the usual sample is enough to plan that. Autovacuum takes one of each of
-- these tables once a minute while much is written, and the usual one costs 0.1 s of a processor for each, beside those who wait.
do $$
declare part record;
begin
    for part in
        select a.attrelid::regclass as name, a.attname
        from pg_attribute a
        where a.attrelid in ('ledger_account'::regclass, 'ledger_account_fact'::regclass, 'ledger_batch'::regclass, 'ledger_entry'::regclass,
                             'ledger_transfer'::regclass)
          and a.attnum > 0 and not a.attisdropped
    loop
        execute format('alter table %s alter column %I set statistics 10', part.name, part.attname);
    end loop;
end $$;
