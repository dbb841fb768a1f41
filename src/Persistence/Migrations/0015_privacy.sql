-- Which staff and programs have read whose data. Written before it is answered; only ids, so it outlives the person's account. Rows older
-- than five years may be deleted.
create table sensitive_read (
    id          uuid        primary key default gen_random_uuid(),
    -- An account id, or the client id of a program.
    reader_id   text        not null,
    reader_role smallint    not null,
    subject_id  text        not null,
    what        text        not null,
    read_at     timestamptz not null
);
create index sensitive_read_of_subject on sensitive_read (subject_id, read_at desc, id desc);

create function sensitive_read_is_kept() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and old.read_at < now() - interval '5 years' then
        return old;
    end if;
    raise exception '% says what was read and is not changed', tg_table_name;
end $$;
create trigger sensitive_read_is_kept before update or delete on sensitive_read for each row execute function sensitive_read_is_kept();

-- Identifiers of closed accounts whose rows are to be deleted, see IErasureGrain.
create table identifier_erasure (
    identifier_key text        primary key,
    due_at         timestamptz not null
);
create index identifier_erasure_due on identifier_erasure (due_at);
