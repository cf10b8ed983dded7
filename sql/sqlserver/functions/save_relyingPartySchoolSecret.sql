-- Lets a relying party see a school, with a new secret that the two share; an earlier one ends.
create or alter procedure gcidm.save_relyingPartySchoolSecret
    @relyingParty int,
    @school       nvarchar(255),
    @secretHash   nvarchar(255)
as
set nocount, xact_abort on;
declare @schools nvarchar(max) = N'["' + string_escape(@school, N'json') + N'"]';

exec gcidm.authorise_relyingParty @relyingParty, @schools;
update gcidm.relyingPartySchools set secretHash = @secretHash, authorisedAt = sysutcdatetime()
where relyingPartyId = @relyingParty and schoolSourcedId = @school;
