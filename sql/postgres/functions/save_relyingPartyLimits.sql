-- Gives a relying party limits of its own: requests a minute, and exports at once; null: those that all
-- have.
create or replace function gcidm.save_relyingPartyLimits(p_relyingParty integer, p_requestsPerMinute integer, p_exportsAtOnce integer)
returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    update gcidm.relyingParties r set requestsPerMinute = p_requestsPerMinute, exportsAtOnce = p_exportsAtOnce
    where r.relyingPartyId = p_relyingParty
$$;
