-- The dateLastModified of a change that is about to be saved: now, but later than all before it, also
-- when the clock was set back, and nobody else's. Never a full second, so that the clock of a reader
-- who tells no fractions cannot be taken for it (see changed_from).
--
-- Takers come one after the other, but none waits for another's commit: what is taken is read dirty.
create or alter procedure gcidm.take_instant @instant datetime2(3) output as
begin
    set nocount, xact_abort on;
    declare @epoch datetime2(3) = '1970-01-01', @now datetime2(3) = gcidm.clock(), @taken bigint, @last bigint;

    begin transaction;
    exec sp_getapplock @Resource = 'gcidm.instants', @LockMode = 'Exclusive', @LockOwner = 'Transaction';
    set @taken = datediff_big(millisecond, @epoch, @now);
    select @last = max(i.instant) from gcidm.instants i with (readuncommitted);
    if @last >= @taken
        set @taken = @last + 1;
    if @taken % 1000 = 0
        set @taken = @taken + 1;
    insert into gcidm.instants (instant) values (@taken);
    exec sp_releaseapplock @Resource = 'gcidm.instants', @LockOwner = 'Transaction';
    -- Only the last one matters; those of transactions that still run stay.
    delete i from gcidm.instants i with (readpast) where i.instant < @taken;
    commit transaction;

    set @instant = dateadd(millisecond, @taken % 86400000, dateadd(day, @taken / 86400000, @epoch));
end
