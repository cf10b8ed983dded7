-- Fills the resources of classes or courses from the file that links them.
create or alter procedure gcidm.derive_resources @kind nvarchar(40), @file nvarchar(40), @column nvarchar(128) as
begin
    set nocount, xact_abort on;
    insert into #lists (kind, sourcedId, field, list)
    select @kind, l.sourcedId, 'resourceSourcedIds',
           N'[' + string_agg(cast(N'"' + l.resource + N'"' as nvarchar(max)), N',') within group (order by l.resource) + N']'
    from (
        select distinct json_value(s.record, '$.' + @column) as sourcedId,
                        json_value(s.record, '$.resourceSourcedId') as resource
        from #staged s
        where s.kind = @file and s.status = 'active'
    ) l
    where exists (select 1 from #staged r where r.kind = 'resources' and r.sourcedId = l.resource)
    group by l.sourcedId;
end
