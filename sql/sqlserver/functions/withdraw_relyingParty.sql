-- Takes schools (a JSON array of sourcedIds) from those that authorise a relying party.
create or alter procedure gcidm.withdraw_relyingParty
    @relyingParty int,
    @schools      nvarchar(max)
as
set nocount, xact_abort on;
delete from gcidm.relyingPartySchools
where relyingPartyId = @relyingParty
  and schoolSourcedId in (select s.value collate Latin1_General_100_BIN2 from openjson(@schools) s);
exec gcidm.refresh_access @relyingParty, null;
