-- Whose a consumer key is, and its encrypted secret: no row when it is unknown or revoked.
create or alter procedure gcidm.get_consumer @consumerKey nvarchar(255) as
set nocount, xact_abort on;
select r.relyingPartyId as relyingpartyid, c.encryptedSecret as encryptedsecret, r.scopes
from gcidm.relyingPartyConsumers c
join gcidm.relyingParties r on r.relyingPartyId = c.relyingPartyId
where c.consumerKey = @consumerKey and r.revokedAt is null;
