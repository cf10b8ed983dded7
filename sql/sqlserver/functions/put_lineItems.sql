-- Saves a line item for a relying party; it belongs where its class does. See put_record; moreover:
-- unknown class, unknown category, unknown gradingPeriod.
create or alter procedure gcidm.put_lineItems @relyingParty int, @school nvarchar(255), @record nvarchar(max), @ifMatch nvarchar(max) as
set nocount, xact_abort on;
begin transaction;
declare @class nvarchar(255), @category nvarchar(255), @period nvarchar(255), @feed int, @audience int, @outcome nvarchar(32);
select @class = gcidm.sourcedId_of(r.class), @category = gcidm.sourcedId_of(r.category), @period = gcidm.sourcedId_of(r.period)
from openjson(@record) with (class nvarchar(max) '$.classSourcedId', category nvarchar(max) '$.categorySourcedId',
                             period nvarchar(max) '$.gradingPeriodSourcedId') r;
select @feed = v.feedId, @audience = v.audienceId from gcidm.visible_record(N'classes', @relyingParty, @school, @class) v;
set @outcome = case
    when @feed is null then N'unknown class'
    when @category is not null and not exists (select 1 from gcidm.visible_record(N'categories', @relyingParty, @school, @category))
        then N'unknown category'
    when @period is not null and not exists (select 1 from gcidm.visible_record(N'academicSessions', @relyingParty, @school, @period))
        then N'unknown gradingPeriod' end;
if @outcome is null
    exec gcidm.put_record N'lineItems', @relyingParty, @school, @feed, @audience, @record, @ifMatch, @outcome output;
commit transaction;
select @outcome as outcome;
