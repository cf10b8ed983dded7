-- Ends a relying party's access for good: no new tokens, and those it has are refused.
create or replace function gcidm.revoke_relyingParty(p_relyingParty integer) returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    update gcidm.relyingParties r set revokedAt = now(), accessRevision = accessRevision + 1
    where r.relyingPartyId = p_relyingParty and r.revokedAt is null
$$;
