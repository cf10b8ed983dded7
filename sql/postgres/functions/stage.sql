-- Takes a batch of a file's rows: a JSON array of {sourcedId, line, status, record}.
create or replace function gcidm.stage(p_kind text, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.staged (kind, sourcedId, line, live, compared, status, record)
    select p_kind, r."sourcedId", r.line, false, 'record', r.status, r.record
    from jsonb_to_recordset(p_batch::jsonb)
        as r("sourcedId" text, line integer, status text, record jsonb);
end
$$;
