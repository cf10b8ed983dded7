-- Saves what a record that stays as it is shows anew: a JSON array of {sourcedId, status, audienceId,
-- dateLastModified, doc}.
create or replace function gcidm.restate_records(p_feed integer, p_kind text, p_batch text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    if not exists (select from pg_class c where c.oid = to_regclass(format('gcidm.%I', lower(p_kind)))) then
        raise exception 'no such kind of record';
    end if;
    execute format($update$
        update gcidm.%I t
        set status = r.status, audienceId = r."audienceId", dateLastModified = r."dateLastModified", doc = r.doc
        from jsonb_to_recordset($1) as r(
            "sourcedId" text, status text, "audienceId" integer, "dateLastModified" timestamptz(3), doc text)
        where t.sourcedId = r."sourcedId" and t.feedId = $2
    $update$, lower(p_kind)) using p_batch::jsonb, p_feed;
end
$$;
