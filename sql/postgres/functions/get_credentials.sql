-- A client's live secrets, a row each: none when the client is unknown or revoked, or all have expired.
-- school: the only one that the secret is good for; here always null, meaning all of the client's.
create or replace function gcidm.get_credentials(p_clientId text)
returns table (relyingPartyId integer, secretHash text, scopes text, school text)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select r.relyingPartyId, s.secretHash, r.scopes, null::text
    from gcidm.relyingParties r
    join gcidm.relyingPartySecrets s on s.relyingPartyId = r.relyingPartyId
    where r.clientId = p_clientId and r.revokedAt is null and (s.expiresAt is null or s.expiresAt > now())
$$;
