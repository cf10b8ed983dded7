-- Saves one record for a relying party, new or in the place of another, where its owner record says:
-- in the owner's feed, for the owner's audience. Within a transaction. Answers what became of it:
--   created, replaced
--   forbidden    the sourcedId is a record's that the relying party may not see, or may not move to
--                another feed
--   changed      @ifMatch names another state of the record than the present one ('*': any), or it
--                is not there, or not for the relying party
create or alter procedure gcidm.put_record
    @kind         nvarchar(32),
    @relyingParty int,
    @school       nvarchar(255),
    @feed         int,
    @audience     int,
    @record       nvarchar(max),
    @ifMatch      nvarchar(max),
    @outcome      nvarchar(32) output
as
set nocount, xact_abort on;
declare @sourcedId nvarchar(255) = (
    select gcidm.sourcedId_of(r.sourcedId) from openjson(@record) with (sourcedId nvarchar(max) '$.sourcedId') r);
exec gcidm.lock_record @kind, @sourcedId;

declare @status nvarchar(16), @doc nvarchar(max), @seen int;
select @status = r.status, @doc = r.doc from gcidm.records r with (updlock, holdlock) where r.kind = @kind and r.sourcedId = @sourcedId;
select @seen = k.feedId from gcidm.known_record(@kind, @relyingParty, @school, @sourcedId) k;
set @outcome = case
    when @status is null and @ifMatch is not null then N'changed'
    when @status is not null and @seen is null and @ifMatch is not null then N'changed'  -- to this relying party it is not there
    when @status is not null and (@seen is null or @seen <> @feed) then N'forbidden'
    when @ifMatch is null then null
    when @status <> N'active' then N'changed'
    when @ifMatch <> N'*' and @ifMatch <> gcidm.state_of(@doc) then N'changed' end;
if @outcome is not null return;

declare @when datetime2(3), @batch nvarchar(max);
exec gcidm.take_instant @when output;
set @batch = N'[' + json_modify(gcidm.dated(@record, @when), '$.audienceId', @audience) + N']';
if @kind = N'categories' exec gcidm.save_categories @feed, @batch;
if @kind = N'lineItems' exec gcidm.save_lineItems @feed, @batch;
if @kind = N'results' exec gcidm.save_results @feed, @batch;
exec gcidm.raise_revision @feed, @when;
set @outcome = case when @status = N'active' then N'replaced' else N'created' end;
