-- Makes an active record a tombstone, whose document is p_record's. p_state is the state of the record
-- from which that document was made. Answers deleted, unknown, or changed when p_state is out of date.
create or replace function gcidm.delete_record(
    p_kind         text,
    p_relyingParty integer,
    p_school       text,
    p_record       jsonb,
    p_state        text
) returns text
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_place   record;
    v_when    timestamptz;
    v_deleted integer;
begin
    select * into v_place from gcidm.visible_record(p_kind, p_relyingParty, p_school, p_record ->> 'sourcedId');
    if v_place.feedId is null then
        return 'unknown';
    end if;
    v_when := gcidm.next_instant();
    execute format(
        'update gcidm.%I set status = ''tobedeleted'', dateLastModified = ($1 ->> ''dateLastModified'')::timestamptz, doc = $1 ->> ''doc''
         where sourcedId = $1 ->> ''sourcedId'' and status = ''active'' and md5(doc) = $2', lower(p_kind))
        using gcidm.dated(p_record, v_when), p_state;
    get diagnostics v_deleted = row_count;
    if v_deleted = 0 then
        return 'changed';
    end if;
    perform gcidm.raise_revision(v_place.feedId, v_when);
    return 'deleted';
end
$$;
