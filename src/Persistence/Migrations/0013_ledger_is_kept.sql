-- What is append only is not emptied either: row triggers see no truncate.
create trigger ledger_transfer_is_kept before truncate on ledger_transfer for each statement execute function ledger_is_append_only();
create trigger ledger_entry_is_kept before truncate on ledger_entry for each statement execute function ledger_is_append_only();
create trigger ledger_batch_is_kept before truncate on ledger_batch for each statement execute function ledger_is_append_only();
