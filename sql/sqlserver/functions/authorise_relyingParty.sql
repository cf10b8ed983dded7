-- Adds schools (a JSON array of sourcedIds) to those that authorise a relying party.
create or alter procedure gcidm.authorise_relyingParty
    @relyingParty int,
    @schools      nvarchar(max)
as
set nocount, xact_abort on;
insert into gcidm.relyingPartySchools (relyingPartyId, schoolSourcedId)
select distinct @relyingParty, s.value collate Latin1_General_100_BIN2
from openjson(@schools) s
where not exists (
    select 1 from gcidm.relyingPartySchools r with (updlock, holdlock)
    where r.relyingPartyId = @relyingParty and r.schoolSourcedId = s.value collate Latin1_General_100_BIN2);
exec gcidm.refresh_access @relyingParty, null;
