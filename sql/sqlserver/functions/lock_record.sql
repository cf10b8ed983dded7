-- Makes the writers of a record wait for each other until they commit, also while there is no such record.
-- Who gives way in a deadlock over such a lock is told so by 51205 in the place of 1205: once more, then.
create or alter procedure gcidm.lock_record @kind nvarchar(32), @sourcedId nvarchar(255) as
set nocount, xact_abort on;
declare @taken int, @resource nvarchar(255) = left(N'gcidm.put ' + db_name() + N' ' + @kind + N' ' + @sourcedId, 255);
exec @taken = sp_getapplock @Resource = @resource, @LockMode = N'Exclusive', @LockOwner = N'Transaction';
if @taken < 0 throw 51205, N'gcidm: the lock of the record was not given', 1;
