-- All relying parties, for the operator. schools: a JSON array of {sourcedId, name}; secrets: a JSON
-- array of {createdAt, expiresAt}, live ones only, newest first; consumerKey: null without OAuth 1.0a.
create or alter procedure gcidm.get_relyingParties
as
set nocount, xact_abort on;
select r.relyingPartyId as relyingpartyid, r.name, r.clientId as clientid, r.createdAt as createdat, r.revokedAt as revokedat,
       (select N'[' + coalesce(string_agg(cast(
                   N'{"sourcedId":"' + string_escape(a.schoolSourcedId, N'json')
                   + N'","name":' + coalesce(N'"' + string_escape(o.name, N'json') + N'"', N'null') + N'}'
               as nvarchar(max)), N',') within group (order by o.name), N'') + N']'
        from gcidm.relyingPartySchools a
        left join gcidm.orgs o on o.sourcedId = a.schoolSourcedId
        where a.relyingPartyId = r.relyingPartyId) as schools,
       (select N'[' + coalesce(string_agg(cast(
                   N'{"createdAt":"' + convert(nvarchar(30), s.createdAt, 126)
                   + N'Z","expiresAt":' + coalesce(N'"' + convert(nvarchar(30), s.expiresAt, 126) + N'Z"', N'null') + N'}'
               as nvarchar(max)), N',') within group (order by s.createdAt desc), N'') + N']'
        from gcidm.relyingPartySecrets s
        where s.relyingPartyId = r.relyingPartyId and (s.expiresAt is null or s.expiresAt > sysutcdatetime())) as secrets,
       r.scopes,
       (select c.consumerKey from gcidm.relyingPartyConsumers c where c.relyingPartyId = r.relyingPartyId) as consumerkey
from gcidm.relyingParties r
order by r.name;
