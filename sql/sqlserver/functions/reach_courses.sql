-- A course reaches its org's schools, and those of its classes.
create or alter procedure gcidm.reach_courses as
begin
    set nocount, xact_abort on;
    insert into #reach (kind, sourcedId, school)
    select 'courses', s.sourcedId, o.school
    from #staged s
    join #reach o on o.kind = 'orgs' and o.sourcedId = json_value(s.record, '$.orgSourcedId')
    where s.kind = 'courses'
    union
    select 'courses', cast(json_value(s.record, '$.courseSourcedId') as nvarchar(255)), c.school
    from #staged s
    join #reach c on c.kind = 'classes' and c.sourcedId = s.sourcedId
    where s.kind = 'classes' and s.status = 'active';
end
