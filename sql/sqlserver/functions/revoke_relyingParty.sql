-- Ends a relying party's access for good: no new tokens, and those it has are refused.
create or alter procedure gcidm.revoke_relyingParty
    @relyingParty int
as
set nocount, xact_abort on;
update gcidm.relyingParties set revokedAt = sysutcdatetime(), accessRevision = accessRevision + 1
where relyingPartyId = @relyingParty and revokedAt is null;
