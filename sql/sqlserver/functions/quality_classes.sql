-- What may be wrong with the set's classes and with enrollments in them; see quality_users.
create or alter procedure gcidm.quality_classes @feed int as
begin
    set nocount, xact_abort on;
    select s.sourcedId, s.live, s.status, s.record, json_value(s.record, '$.schoolSourcedId') as school
    into #class
    from #staged s
    where s.kind = 'classes';

    select s.sourcedId, s.live, cast(json_value(s.record, '$.classSourcedId') as nvarchar(255)) as class,
           json_value(s.record, '$.role') as role, json_value(s.record, '$.schoolSourcedId') as school,
           json_value(s.record, '$.beginDate') as beginDate, json_value(s.record, '$.endDate') as endDate
    into #enrolled
    from #staged s
    where s.kind = 'enrollments' and s.status = 'active';

    select c.sourcedId, min(json_value(t.record, '$.startDate')) as startDate, max(json_value(t.record, '$.endDate')) as endDate
    into #span
    from #class c
    cross apply gcidm.staged_references(c.sourcedId, c.record, 'termSourcedIds') term
    join #staged t on t.kind = 'academicSessions' and t.sourcedId = term.target
    group by c.sourcedId
    option (recompile);

    select f.finding, f.sourcedId, row_number() over (partition by f.finding order by f.sourcedId) as nth
    into #found
    from (
        select 'noTerm' as finding, c.sourcedId
        from #class c
        where c.live = 0 and c.status = 'active'
          and not exists (select 1 from gcidm.staged_references(c.sourcedId, c.record, 'termSourcedIds') term)
        union all
        select 'noTeacher', c.sourcedId
        from #class c
        where c.live = 0 and c.status = 'active'
          and not exists (select 1 from #enrolled e where e.class = c.sourcedId and e.role = 'teacher')
        union all
        select 'noStudent', c.sourcedId
        from #class c
        where c.live = 0 and c.status = 'active'
          and not exists (select 1 from #enrolled e where e.class = c.sourcedId and e.role = 'student')
        union all
        select wrong.finding, e.sourcedId
        from #enrolled e
        join #class c on c.sourcedId = e.class
        left join #span s on s.sourcedId = e.class
        cross apply (
            select 'otherSchool' as finding where e.school <> c.school
            union all
            select 'deletedClass' where c.status <> 'active'
            union all
            select 'outsideTerm' where e.beginDate < s.startDate or e.endDate > s.endDate
            union all
            select 'endBeforeBegin' where e.endDate < e.beginDate
        ) wrong
        where e.live = 0
    ) f
    option (recompile);

    select f.finding, count(*) as number,
           string_agg(case when f.nth <= 5 then cast(f.sourcedId as nvarchar(max)) end, N', ')
           within group (order by f.sourcedId) as examples
    from #found f
    group by f.finding;
end
