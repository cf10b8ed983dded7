-- Makes a changed feed known: its revision rises and what relying parties may see is derived anew.
create or replace function gcidm.publish(p_feed integer) returns bigint
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_revision bigint;
begin
    update gcidm.feeds set revision = revision + 1, changedAt = clock_timestamp()
    where feedId = p_feed
    returning revision into v_revision;
    perform gcidm.refresh_access(null, p_feed);
    return v_revision;
end
$$;
