-- Begins the import of a feed in this transaction and returns its feedId; null when another import of
-- the feed is running. Makes the feed when it is new.
create or alter procedure gcidm.begin_import @feed nvarchar(255) as
begin
    set nocount, xact_abort on;
    declare @id int, @resource nvarchar(255), @got int;

    -- The first thing, for it begins the transaction that the lock belongs to.
    select @id = f.feedId from gcidm.feeds f where f.name = @feed;
    set @resource = N'gcidm.import ' + db_name() + N' ' + cast(cast(substring(hashbytes('MD5', @feed), 1, 8) as bigint) as nvarchar(20));
    exec @got = sp_getapplock @Resource = @resource, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 0;
    if @got < 0
    begin
        select cast(null as int) as begin_import;
        return;
    end
    if @id is null
        insert into gcidm.feeds (name)
        select @feed where not exists (select 1 from gcidm.feeds f where f.name = @feed);
    select f.feedId as begin_import from gcidm.feeds f where f.name = @feed;
end
