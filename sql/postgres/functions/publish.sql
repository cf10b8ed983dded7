-- Makes an import known: what relying parties may see is derived anew and the feed's revision rises.
-- p_dateLastModified is that of the records it saved.
create or replace function gcidm.publish(p_feed integer, p_dateLastModified timestamptz) returns bigint
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    perform gcidm.refresh_access(null, p_feed);
    return gcidm.raise_revision(p_feed, p_dateLastModified);
end
$$;
