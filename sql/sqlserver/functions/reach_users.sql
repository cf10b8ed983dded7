-- A user reaches the schools of his orgs and of the classes he is enrolled in; who is no student also
-- reaches those of the students whose agent he is.
create or alter procedure gcidm.reach_users as
begin
    set nocount, xact_abort on;
    insert into #reach (kind, sourcedId, school)
    select 'users', s.sourcedId, o.school
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, 'orgSourcedIds') home
    join #reach o on o.kind = 'orgs' and o.sourcedId = home.target
    where s.kind = 'users'
    union
    select 'users', cast(json_value(e.record, '$.userSourcedId') as nvarchar(255)), c.school
    from #staged e
    join #reach c on c.kind = 'classes' and c.sourcedId = json_value(e.record, '$.classSourcedId')
    where e.kind = 'enrollments' and e.status = 'active';

    insert into #reach (kind, sourcedId, school)
    select distinct 'users', l.sourcedId, r.school
    from #lists l
    join #staged u on u.kind = 'users' and u.sourcedId = l.sourcedId
    cross apply openjson(l.list) a
    join #staged child on child.kind = 'users' and child.sourcedId = cast(a.[value] as nvarchar(255)) collate Latin1_General_100_BIN2
    join #reach r on r.kind = 'users' and r.sourcedId = child.sourcedId
    where l.kind = 'users' and json_value(u.record, '$.role') <> 'student' and json_value(child.record, '$.role') = 'student';
end
