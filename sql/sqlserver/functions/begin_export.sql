-- Begins an export of a relying party, which ends after @seconds unless it is kept: its id, or null when
-- as many are running as may at once. @most is the limit of those who have none of their own.
create or alter procedure gcidm.begin_export @relyingParty int, @most int, @seconds int as
set nocount, xact_abort on;
declare @own int = coalesce((select r.exportsAtOnce from gcidm.relyingParties r where r.relyingPartyId = @relyingParty), @most),
        @export bigint, @key nvarchar(255) = cast(@relyingParty as nvarchar(255)), @now datetime2(7);
begin transaction;
exec gcidm.lock_record N'exports', @key;
set @now = sysutcdatetime();
-- Only its own that are over: nobody waits for others.
delete from gcidm.exports where relyingPartyId = @relyingParty and until <= @now;
if (select count(*) from gcidm.exports e where e.relyingPartyId = @relyingParty) < @own
begin
    insert into gcidm.exports (relyingPartyId, until) values (@relyingParty, dateadd(second, @seconds, @now));
    set @export = scope_identity();
end;
commit transaction;
select @export as exportid, @own as most;
