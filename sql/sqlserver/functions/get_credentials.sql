-- A client's live secrets, a row each: none when the client is unknown or revoked, or all have expired.
-- school: the only one that the secret is good for; here always null, meaning all of the client's.
create or alter procedure gcidm.get_credentials @clientId nvarchar(255) as
set nocount, xact_abort on;
select r.relyingPartyId as relyingpartyid, s.secretHash as secrethash, r.scopes, cast(null as nvarchar(255)) as school
from gcidm.relyingParties r
join gcidm.relyingPartySecrets s on s.relyingPartyId = r.relyingPartyId
where r.clientId = @clientId and r.revokedAt is null and (s.expiresAt is null or s.expiresAt > sysutcdatetime());
