-- The schools that an org reaches: a school itself; an org above schools all those beneath it; an org
-- below a school (a department) that school. An org with neither reaches none.
create or alter procedure gcidm.reach_orgs as
begin
    set nocount, xact_abort on;
    select s.sourcedId, cast(case when json_value(s.record, '$.type') = 'school' then 1 else 0 end as bit) as isSchool,
           cast(json_value(s.record, '$.parentSourcedId') as nvarchar(255)) as parent
    into #org
    from #staged s
    where s.kind = 'orgs';

    create table #line (
        below nvarchar(255) collate Latin1_General_100_BIN2 not null,
        above nvarchar(255) collate Latin1_General_100_BIN2 not null,
        step  int not null
    );
    declare @step int = 0;
    insert into #line (below, above, step) select o.sourcedId, o.sourcedId, 0 from #org o;
    while @@rowcount > 0
    begin
        set @step = @step + 1;
        insert into #line (below, above, step)
        select l.below, o.parent, @step
        from #line l
        join #org o on o.sourcedId = l.above
        where l.step = @step - 1 and o.parent is not null
          and not exists (select 1 from #line known where known.below = l.below and known.above = o.parent);
    end

    insert into #reach (kind, sourcedId, school)
    select 'orgs', l.above, school.sourcedId
    from #org school
    join #line l on l.below = school.sourcedId
    join #org upper on upper.sourcedId = l.above
    where school.isSchool = 1 and (l.above = l.below or upper.isSchool = 0);
    insert into #reach (kind, sourcedId, school)
    select 'orgs', l.below, l.above
    from #line l
    join #org school on school.sourcedId = l.above and school.isSchool = 1
    where not exists (select 1 from #reach b where b.kind = 'orgs' and b.sourcedId = l.below);
end
