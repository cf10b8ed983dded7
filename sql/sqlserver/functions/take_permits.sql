-- Takes up to @wanted permits of a relying party, fewer when its limit is small: how many (0: none are
-- left), what the limit is and what is left of it, and in how many seconds there will be another.
-- @perMinute is the limit of those who have none of their own.
create or alter procedure gcidm.take_permits @relyingParty int, @perMinute int, @wanted int as
set nocount, xact_abort on;
declare @limit int = coalesce((select r.requestsPerMinute from gcidm.relyingParties r where r.relyingPartyId = @relyingParty), @perMinute),
        @available float, @granted int, @now datetime2(7);
begin try
    insert into gcidm.permits (relyingPartyId, available, at)
    select @relyingParty, @limit, sysutcdatetime()
    where not exists (select 1 from gcidm.permits p with (updlock, holdlock) where p.relyingPartyId = @relyingParty);
end try
begin catch
    if error_number() not in (2601, 2627) throw;  -- somebody was faster, where the hints are not heeded
end catch;

begin transaction;
-- Locks the row before it is read, where the hints are not heeded, too.
update gcidm.permits set available = available where relyingPartyId = @relyingParty;
set @now = sysutcdatetime();
select @available = p.available + datediff_big(millisecond, p.at, @now) / 1000e0 * @limit / 60
from gcidm.permits p where p.relyingPartyId = @relyingParty;
if @available > @limit
    set @available = @limit;
select @granted = min(v.permits)
from (values (@wanted), (case when @limit < 40 then 1 else @limit / 20 end), (cast(floor(@available) as int))) v (permits);
update gcidm.permits set available = @available - @granted, at = @now where relyingPartyId = @relyingParty;
commit transaction;

select @granted as granted, @limit as perminute, cast(floor(@available - @granted) as int) as remaining,
       case when @granted > 0 then 0
            when (1 - @available) * 60 / @limit <= 1 then 1
            else cast(ceiling((1 - @available) * 60 / @limit) as int) end as seconds;
