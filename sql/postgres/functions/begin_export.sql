-- Begins an export of a relying party, which ends after p_seconds unless it is kept: its id, or null when
-- as many are running as may at once. p_most is the limit of those who have none of their own.
create or replace function gcidm.begin_export(p_relyingParty integer, p_most integer, p_seconds integer)
returns table (exportId bigint, most integer)
language plpgsql security definer set search_path = gcidm, pg_temp as $$
#variable_conflict use_column
declare
    v_most   integer := coalesce((select r.exportsAtOnce from gcidm.relyingParties r where r.relyingPartyId = p_relyingParty), p_most);
    v_export bigint;
begin
    perform pg_advisory_xact_lock(hashtext('gcidm.exports'), p_relyingParty);
    delete from gcidm.exports e where e.until < clock_timestamp();
    if (select count(*) from gcidm.exports e where e.relyingPartyId = p_relyingParty) < v_most then
        insert into gcidm.exports (relyingPartyId, until)
        values (p_relyingParty, clock_timestamp() + make_interval(secs => p_seconds))
        returning exportId into v_export;
    end if;
    return query select v_export, v_most;
end
$$;
