-- The secrets that a relying party (its name or client id) shares with the schools of an identifier or
-- sourcedId, a row each, as get_credentials gives them: schools of several feeds may have one identifier.
create or alter procedure gcidm.get_schoolCredentials @relyingParty nvarchar(255), @school nvarchar(255) as
set nocount, xact_abort on;
select r.relyingPartyId as relyingpartyid, a.secretHash as secrethash, r.scopes, o.sourcedId as school
from gcidm.relyingParties r
join gcidm.relyingPartySchools a on a.relyingPartyId = r.relyingPartyId and a.secretHash is not null
join gcidm.orgs o on o.sourcedId = a.schoolSourcedId
where @relyingParty in (r.name, r.clientId) and r.revokedAt is null and @school in (o.sourcedId, o.identifier);
