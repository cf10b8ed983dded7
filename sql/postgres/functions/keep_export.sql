-- Keeps an export for another p_seconds; 0 ends it. Nothing happens to one that has ended, or is another's.
create or replace function gcidm.keep_export(p_relyingParty integer, p_export bigint, p_seconds integer) returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    update gcidm.exports e set until = clock_timestamp() + make_interval(secs => p_seconds)
    where e.exportId = p_export and e.relyingPartyId = p_relyingParty
$$;
