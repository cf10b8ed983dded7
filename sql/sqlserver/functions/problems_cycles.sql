-- Rows whose parents never end: what no walk down from the records without a parent comes to. other is the
-- row's sourcedId.
create or alter procedure gcidm.problems_cycles @kind nvarchar(40) as
begin
    set nocount, xact_abort on;
    select s.line, s.live, s.sourcedId, cast(json_value(s.record, '$.parentSourcedId') as nvarchar(255)) as parent
    into #tree
    from #staged s
    where s.kind = @kind;

    create table #rooted (sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null primary key);
    insert into #rooted (sourcedId)
    select distinct t.sourcedId from #tree t
    where t.parent is null or not exists (select 1 from #tree p where p.sourcedId = t.parent);
    while @@rowcount > 0
        insert into #rooted (sourcedId)
        select distinct t.sourcedId
        from #tree t join #rooted p on p.sourcedId = t.parent
        where not exists (select 1 from #rooted r where r.sourcedId = t.sourcedId);

    select top (100) t.line, t.parent as value, t.sourcedId as other, count(*) over () as total
    from #tree t
    where t.live = 0 and not exists (select 1 from #rooted r where r.sourcedId = t.sourcedId)
    order by t.line
    option (recompile);
end
