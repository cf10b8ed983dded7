-- Whose a consumer key is, and its encrypted secret: no row when it is unknown or revoked.
create or replace function gcidm.get_consumer(p_consumerKey text)
returns table (relyingPartyId integer, encryptedSecret text, scopes text)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select r.relyingPartyId, c.encryptedSecret, r.scopes
    from gcidm.relyingPartyConsumers c
    join gcidm.relyingParties r on r.relyingPartyId = c.relyingPartyId
    where c.consumerKey = p_consumerKey and r.revokedAt is null
$$;
