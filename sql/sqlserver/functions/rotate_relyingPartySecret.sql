-- Gives a relying party a new secret. The ones it had live on for @keepSeconds at most; 0 ends them now.
create or alter procedure gcidm.rotate_relyingPartySecret
    @relyingParty int,
    @secretHash   nvarchar(255),
    @keepSeconds  int
as
set nocount, xact_abort on;
declare @now datetime2(3) = sysutcdatetime();
declare @end datetime2(3) = dateadd(second, @keepSeconds, @now);

update gcidm.relyingPartySecrets
set expiresAt = case when expiresAt < @end then expiresAt else @end end
where relyingPartyId = @relyingParty;
delete from gcidm.relyingPartySecrets
where relyingPartyId = @relyingParty and (expiresAt <= @now or @keepSeconds = 0);
insert into gcidm.relyingPartySecrets (relyingPartyId, secretHash) values (@relyingParty, @secretHash);
