-- Grants a relying party these scopes and no others; tokens that it has keep theirs.
create or replace function gcidm.save_relyingPartyScopes(p_relyingParty integer, p_scopes text) returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    update gcidm.relyingParties r set scopes = p_scopes where r.relyingPartyId = p_relyingParty
$$;
