-- Makes an active record a tombstone, whose document is @record's. @state is the state of the record
-- from which that document was made. Answers deleted, unknown, or changed when @state is out of date.
create or alter procedure gcidm.delete_record
    @kind         nvarchar(32),
    @relyingParty int,
    @school       nvarchar(255),
    @record       nvarchar(max),
    @state        nvarchar(max)
as
set nocount, xact_abort on;
begin transaction;
declare @sourcedId nvarchar(255), @feed int, @doc nvarchar(max), @when datetime2(3), @outcome nvarchar(32);
select @sourcedId = gcidm.sourcedId_of(r.sourcedId) from openjson(@record) with (sourcedId nvarchar(max) '$.sourcedId') r;
exec gcidm.lock_record @kind, @sourcedId;
select @feed = v.feedId from gcidm.visible_record(@kind, @relyingParty, @school, @sourcedId) v;
select @doc = r.doc from gcidm.records r with (updlock, holdlock)
where r.kind = @kind and r.sourcedId = @sourcedId and r.status = N'active';
set @outcome = case
    when @feed is null then N'unknown'
    when @doc is null or @state is null or gcidm.state_of(@doc) <> @state then N'changed' end;
if @outcome is null
begin
    exec gcidm.take_instant @when output;
    select @doc = r.doc from openjson(gcidm.dated(@record, @when)) with (doc nvarchar(max) '$.doc') r;
    if @kind = N'categories' update gcidm.categories set status = N'tobedeleted', dateLastModified = @when, doc = @doc where sourcedId = @sourcedId;
    if @kind = N'lineItems' update gcidm.lineItems set status = N'tobedeleted', dateLastModified = @when, doc = @doc where sourcedId = @sourcedId;
    if @kind = N'results' update gcidm.results set status = N'tobedeleted', dateLastModified = @when, doc = @doc where sourcedId = @sourcedId;
    exec gcidm.raise_revision @feed, @when;
    set @outcome = N'deleted';
end;
commit transaction;
select @outcome as outcome;
