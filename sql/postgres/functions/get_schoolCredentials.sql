-- The secrets that a relying party (its name or client id) shares with the schools of an identifier or
-- sourcedId, a row each, as get_credentials gives them: schools of several feeds may have one identifier.
create or replace function gcidm.get_schoolCredentials(p_relyingParty text, p_school text)
returns table (relyingPartyId integer, secretHash text, scopes text, school text)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select r.relyingPartyId, a.secretHash, r.scopes, o.sourcedId
    from gcidm.relyingParties r
    join gcidm.relyingPartySchools a on a.relyingPartyId = r.relyingPartyId and a.secretHash is not null
    join gcidm.orgs o on o.sourcedId = a.schoolSourcedId
    where p_relyingParty in (r.name, r.clientId) and r.revokedAt is null and p_school in (o.sourcedId, o.identifier)
$$;
