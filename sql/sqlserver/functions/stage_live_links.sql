-- Stages the resources that the feed's classes or courses (@kind) have: of the records that are compared
-- as a whole, unless these state their resources themselves, and without the pairs that the set states.
create or alter procedure gcidm.stage_live_links
    @kind   nvarchar(40),
    @file   nvarchar(40),
    @column nvarchar(128),
    @states bit
as
begin
    set nocount, xact_abort on;
    insert into #staged (kind, sourcedId, line, live, compared, status, record)
    select @file, l.sourcedId, 0, 1, 'nothing', 'active',
           N'{"' + @column + N'":"' + l.sourcedId + N'","resourceSourcedId":"' + l.target + N'"}'
    from #staged s
    join gcidm.links l on l.field = @kind + '.resources' and l.sourcedId = s.sourcedId
    where s.kind = @kind and s.compared = 'record' and (s.live = 1 or @states = 0) and not exists (
        select 1 from #staged stated
        where stated.kind = @file and json_value(stated.record, '$.' + @column) = l.sourcedId
          and json_value(stated.record, '$.resourceSourcedId') = l.target
    )
    option (recompile);
end
