-- Saves a result for a relying party; it belongs where its line item does. See put_record; moreover:
-- unknown lineItem, unknown student.
create or alter procedure gcidm.put_results @relyingParty int, @school nvarchar(255), @record nvarchar(max), @ifMatch nvarchar(max) as
set nocount, xact_abort on;
begin transaction;
declare @item nvarchar(255), @student nvarchar(255), @feed int, @audience int, @outcome nvarchar(32);
select @item = gcidm.sourcedId_of(r.item), @student = gcidm.sourcedId_of(r.student)
from openjson(@record) with (item nvarchar(max) '$.lineItemSourcedId', student nvarchar(max) '$.studentSourcedId') r;
select @feed = v.feedId, @audience = v.audienceId from gcidm.visible_record(N'lineItems', @relyingParty, @school, @item) v;
set @outcome = case
    when @feed is null then N'unknown lineItem'
    when not exists (select 1 from gcidm.visible_record(N'users', @relyingParty, @school, @student)) then N'unknown student' end;
if @outcome is null
    exec gcidm.put_record N'results', @relyingParty, @school, @feed, @audience, @record, @ifMatch, @outcome output;
commit transaction;
select @outcome as outcome;
