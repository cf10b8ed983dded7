-- A new relying party with its first secret's hash and the schools (a JSON array of sourcedIds) that
-- authorise it. The name and the client id must be new.
create or replace function gcidm.create_relyingParty(p_name text, p_clientId text, p_secretHash text, p_schools text)
returns integer
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_relyingParty integer;
begin
    insert into gcidm.relyingParties (name, clientId) values (p_name, p_clientId)
    returning relyingPartyId into v_relyingParty;
    insert into gcidm.relyingPartySecrets (relyingPartyId, secretHash) values (v_relyingParty, p_secretHash);
    perform gcidm.authorise_relyingParty(v_relyingParty, p_schools);
    return v_relyingParty;
end
$$;
