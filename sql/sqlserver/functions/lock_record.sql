-- Makes the writers of a record wait for each other until they commit, also while there is no such record.
create or alter procedure gcidm.lock_record @kind nvarchar(32), @sourcedId nvarchar(255) as
set nocount, xact_abort on;
declare @taken int, @resource nvarchar(255) = left(N'gcidm.put ' + db_name() + N' ' + @kind + N' ' + @sourcedId, 255);
exec @taken = sp_getapplock @Resource = @resource, @LockMode = N'Exclusive', @LockOwner = N'Transaction';
if @taken < 0 throw 50000, N'gcidm: the record cannot be locked', 1;
