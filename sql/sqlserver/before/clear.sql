-- Before the other files are applied: nobody else applies any, and no procedure, function or view is left.
-- They hold no data, so all are dropped and made again: none that has left the folder stays behind.
-- Readers wait until the commit.
declare @refused int, @drop nvarchar(max), @lock nvarchar(255) = N'gcidm.schemaVersion ' + db_name();

-- A table that is read for long must not make everybody else wait behind us.
set lock_timeout 30000;

-- Reading the catalogue begins the transaction, which the lock belongs to.
select @drop = string_agg(cast(case o.type when 'P' then N'drop procedure ' when 'V' then N'drop view ' else N'drop function ' end
                               + N'gcidm.' + quotename(o.name) as nvarchar(max)), N'; ')
from sys.objects o
where o.schema_id = schema_id(N'gcidm') and o.type in ('P', 'V', 'FN', 'IF', 'TF');

exec @refused = sp_getapplock @Resource = @lock, @LockMode = N'Exclusive',
                              @LockOwner = N'Transaction', @LockTimeout = 30000;
if @refused < 0
    throw 50001, N'another apply is running', 1;

if @drop is not null
    exec (@drop);
