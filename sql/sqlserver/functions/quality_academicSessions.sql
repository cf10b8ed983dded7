-- What may be wrong with the set's academicSessions; see quality_users.
create or alter procedure gcidm.quality_academicSessions @feed int as
begin
    set nocount, xact_abort on;
    select s.sourcedId, s.live, s.status, json_value(s.record, '$.startDate') as startDate,
           json_value(s.record, '$.endDate') as endDate, json_value(s.record, '$.parentSourcedId') as parent
    into #term
    from #staged s
    where s.kind = 'academicSessions';

    select f.finding, t.sourcedId, row_number() over (partition by f.finding order by t.sourcedId) as nth
    into #found
    from #term t
    left join #term p on p.sourcedId = t.parent
    cross apply (
        select 'endBeforeStart' as finding where t.endDate < t.startDate
        union all
        select 'outsideParent' where t.startDate < p.startDate or t.endDate > p.endDate
    ) f
    where t.live = 0 and t.status = 'active'
    option (recompile);

    select f.finding, count(*) as number,
           string_agg(case when f.nth <= 5 then cast(f.sourcedId as nvarchar(max)) end, N', ')
           within group (order by f.sourcedId) as examples
    from #found f
    group by f.finding;
end
