-- Half of what a transfer cost PostgreSQL was the two rows of its accounts, a third of that cleaning their pages up, and a good part of the
-- rest one more index than is needed.

-- The list of all transactions goes from batch to batch, and needs one entry for each of these instead of one for each transfer.
drop index ledger_transfer_newest;
create index ledger_batch_newest on ledger_batch (created_at);

-- A page that has less free than the fillfactor asks for, or than a tenth, is cleaned up by everybody who comes, all its rows looked at. Rows
-- that fill their page as far as the fillfactor lets them are so from their first change on. So new rows are twice as wide, and leave
-- the space to their versions at their first change; what is there is written anew as sparsely. A page is now
-- cleaned up once in some twenty changes.
alter table ledger_account set (fillfactor = 45);
alter table ledger_account alter column version type bigint using version + 0;
alter table ledger_account set (fillfactor = 90);
-- Blanks until the first change by the ledger, then nothing.
alter table ledger_account add column room text;
alter table ledger_account alter column room set default repeat(' ', 190);

-- Writes what was decided about a batch, or nothing at all. Accounts are named by their ids.
--   p_no_transfers, p_no_holds   ids that must be nobody's so far; one that is somebody's raises NL411. The ids of transfers that are written
--                                here need not be among them: the primary key refuses them, too, and undoes more when it does
--   p_relied, p_relied_versions  accounts that answers rest on and that are not changed
--   p_accounts … p_day_spent     accounts with all that is new about them, in the order of their ids, so that two calls never wait for each
--                                other in a circle; p_versions are those they were read with. When one of these accounts or of the relied
--                                ones has been written meanwhile, NL410 is raised
--   p_ids … p_fingerprints       transfers, in the order of their ids
--   p_entry_…                    their entries, in the order of accounts and numbers, which the index has, too
--   p_chain … p_hash             the batch that seals them (see ledger_batch), its transfers in the order in which they took effect
--   p_partition                  the outbox partition of that chain; p_wakes says whether its deliverer is woken
create or replace function ledger_write(
    p_now timestamptz, p_no_transfers uuid[], p_no_holds uuid[], p_relied bigint[], p_relied_versions bigint[],
    p_accounts bigint[], p_versions bigint[], p_balances bigint[], p_held bigint[], p_entry_counts bigint[], p_received bigint[], p_spenders bigint[],
    p_month date, p_month_received bigint[], p_day date, p_day_spent bigint[],
    p_ids uuid[], p_kinds smallint[], p_debits bigint[], p_credits bigint[], p_debit_seqs bigint[], p_credit_seqs bigint[], p_amounts bigint[],
    p_currencies smallint[], p_descriptions text[], p_references text[], p_fingerprints text[],
    p_entry_accounts bigint[], p_entry_seqs bigint[], p_entry_transfers uuid[], p_entry_amounts bigint[], p_entry_balances bigint[],
    p_chain uuid, p_seq bigint, p_sealed uuid[], p_leaves bytea, p_hash bytea, p_partition smallint, p_wakes boolean)
returns void language plpgsql
-- Plans are made once, perhaps while the tables are still small: a look-up by key is always right. Nested loops also keep the
-- order in which accounts are updated.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
    found_rows bigint;
begin
    -- Before all else, because it is read only: who has one of them meanwhile has also written an account that is looked at below.
    if exists (select from ledger_transfer t where t.id = any (p_no_transfers)) or exists (select from ledger_hold h where h.id = any (p_no_holds)) then
        raise exception 'an id is not new' using errcode = 'NL411';
    end if;

    update ledger_account a set
        balance = v.balance, held = v.held, entry_count = v.entry_count, received = v.received, spender = v.spender, version = v.version + 1,
        limits_month = p_month, month_received = v.month_received, limits_day = p_day, day_spent = v.day_spent, room = null,
        last_entry_at = case when a.entry_count < v.entry_count then p_now else a.last_entry_at end
      from unnest(p_accounts, p_versions, p_balances, p_held, p_entry_counts, p_received, p_spenders, p_month_received, p_day_spent)
           v (id, version, balance, held, entry_count, received, spender, month_received, day_spent)
     where a.id = v.id and a.version = v.version;
    get diagnostics found_rows = row_count;
    if found_rows <> cardinality(p_accounts) then
        raise exception 'an account was written meanwhile' using errcode = 'NL410';
    end if;
    if cardinality(p_relied) > 0 then
        select count(*) into found_rows
          from unnest(p_relied, p_relied_versions) v (id, version) join ledger_account a on a.id = v.id and a.version = v.version;
        if found_rows <> cardinality(p_relied) then
            raise exception 'an account was written meanwhile' using errcode = 'NL410';
        end if;
    end if;
    if cardinality(p_ids) = 0 then
        return;
    end if;

    insert into ledger_transfer
    select v.*, p_now
      from unnest(p_ids, p_kinds, p_debits, p_credits, p_debit_seqs, p_credit_seqs, p_amounts, p_currencies, p_descriptions, p_references, p_fingerprints) v;
    insert into ledger_entry
    select v.*, p_now from unnest(p_entry_accounts, p_entry_seqs, p_entry_transfers, p_entry_amounts, p_entry_balances) v;
    insert into ledger_batch values (p_chain, p_seq, p_sealed, p_leaves, p_hash, p_now);
    insert into outbox_event (source_kind, source_id, source_version, source_ordinal, event_id, type, partition, payload)
    values ('ledger', p_chain::text, p_seq, 0, gen_random_uuid(), 'ledger.movements', p_partition,
            jsonb_build_object('chain', p_chain, 'sequence', p_seq));
    if p_wakes then
        perform pg_notify('nusaloka_outbox', p_partition::text);
    end if;
end $$;
