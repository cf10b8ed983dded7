-- The dateLastModified of a change that is about to be saved: now, but later than all before it, also
-- when the clock was set back, and nobody else's. Never a full second, so that the clock of a reader
-- who tells no fractions cannot be taken for it (see changed_from).
--
-- Takers come one after the other, but none waits for another's commit: the lock is given back at once,
-- and what others took is read before they commit.
create or alter procedure gcidm.take_instant @instant datetime2(3) output as
begin
    set nocount, xact_abort on;
    declare @epoch datetime2(3) = '1970-01-01', @day bigint = 86400000, @taken bigint, @last bigint;

    declare @lock nvarchar(255) = N'gcidm.instants ' + db_name(), @got int;
    exec @got = sp_getapplock @Resource = @lock, @LockMode = 'Exclusive', @LockOwner = 'Session';
    if @got < 0
        throw 51205, N'gcidm: the lock for the next instant was not given', 1;
    begin try
        set @taken = datediff_big(millisecond, @epoch, gcidm.clock());
        select @last = max(i.instant) from gcidm.instants i with (readuncommitted);
        if @last >= @taken
            set @taken = @last + 1;
        if @taken % 1000 = 0
            set @taken = @taken + 1;
        insert into gcidm.instants (instant) values (@taken);
    end try
    begin catch
        exec sp_releaseapplock @Resource = @lock, @LockOwner = 'Session';
        throw;
    end catch
    exec sp_releaseapplock @Resource = @lock, @LockOwner = 'Session';

    -- Only the last one matters. Not the latest of those before it: these may still be somebody's.
    delete i from gcidm.instants i with (readpast, readcommittedlock) where i.instant < @taken - @day;
    -- The milliseconds last and few: not every engine adds millions of them to the last digit.
    set @instant = dateadd(millisecond, @taken % 1000,
                           dateadd(second, @taken % @day / 1000, dateadd(day, @taken / @day, @epoch)));
end
