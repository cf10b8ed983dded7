-- Keeps an export for another @seconds; 0 ends it. Nothing happens to one that has ended, or is another's.
create or alter procedure gcidm.keep_export @relyingParty int, @export bigint, @seconds int as
set nocount, xact_abort on;
update gcidm.exports set until = dateadd(second, @seconds, sysutcdatetime())
where relyingPartyId = @relyingParty and exportId = @export;
