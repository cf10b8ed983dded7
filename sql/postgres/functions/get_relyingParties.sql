-- All relying parties, for the operator. schools: a JSON array of {sourcedId, name}; secrets: a JSON
-- array of {createdAt, expiresAt}, live ones only, newest first; consumerKey: null without OAuth 1.0a.
create or replace function gcidm.get_relyingParties()
returns table (relyingPartyId integer, name text, clientId text, createdAt timestamptz, revokedAt timestamptz, schools text, secrets text,
               scopes text, consumerKey text)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select r.relyingPartyId, r.name, r.clientId, r.createdAt, r.revokedAt,
           (select coalesce(jsonb_agg(jsonb_build_object('sourcedId', a.schoolSourcedId, 'name', o.name) order by o.name), '[]')::text
            from gcidm.relyingPartySchools a
            left join gcidm.orgs o on o.sourcedId = a.schoolSourcedId
            where a.relyingPartyId = r.relyingPartyId),
           (select coalesce(jsonb_agg(jsonb_build_object('createdAt', s.createdAt, 'expiresAt', s.expiresAt) order by s.createdAt desc), '[]')::text
            from gcidm.relyingPartySecrets s
            where s.relyingPartyId = r.relyingPartyId and (s.expiresAt is null or s.expiresAt > now())),
           r.scopes,
           (select c.consumerKey from gcidm.relyingPartyConsumers c where c.relyingPartyId = r.relyingPartyId)
    from gcidm.relyingParties r
    order by r.name
$$;
