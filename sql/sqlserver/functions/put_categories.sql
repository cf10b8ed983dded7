-- Saves a category for a relying party. It refers to nothing that says where it belongs: it keeps its
-- feed and audience when it is known, else it goes to the relying party's first feed, for those schools
-- of the feed that authorised it. See put_record.
create or alter procedure gcidm.put_categories @relyingParty int, @school nvarchar(255), @record nvarchar(max), @ifMatch nvarchar(max) as
set nocount, xact_abort on;
begin transaction;
declare @feed int, @audience int, @outcome nvarchar(32);
select @feed = v.feedId, @audience = v.audienceId
from openjson(@record) with (sourcedId nvarchar(max) '$.sourcedId') r
cross apply gcidm.visible_record(N'categories', @relyingParty, @school, gcidm.sourcedId_of(r.sourcedId)) v;
if @feed is null
begin
    select @feed = min(f.feedId) from gcidm.visible_feeds(@relyingParty, @school) f;
    if @feed is not null exec gcidm.audience_of_access @relyingParty, @school, @feed, @audience output;
end;
if @feed is null
    set @outcome = N'forbidden';
else
    exec gcidm.put_record N'categories', @relyingParty, @school, @feed, @audience, @record, @ifMatch, @outcome output;
commit transaction;
select @outcome as outcome;
