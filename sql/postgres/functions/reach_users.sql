-- A user reaches the schools of his orgs and of the classes he is enrolled in; who is no student also
-- reaches those of the students whose agent he is.
create or replace function gcidm.reach_users() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.reach (kind, sourcedId, school)
    select 'users', s.sourcedId, o.school
    from pg_temp.staged s
    cross join lateral jsonb_array_elements_text(s.record -> 'orgSourcedIds') as home(org)
    join pg_temp.reach o on o.kind = 'orgs' and o.sourcedId = home.org
    where s.kind = 'users'
    union
    select 'users', e.record ->> 'userSourcedId', c.school
    from pg_temp.staged e
    join pg_temp.reach c on c.kind = 'classes' and c.sourcedId = e.record ->> 'classSourcedId'
    where e.kind = 'enrollments' and e.status = 'active';
    analyze pg_temp.reach;

    insert into pg_temp.reach (kind, sourcedId, school)
    select distinct 'users', l.sourcedId, r.school
    from pg_temp.lists l
    join pg_temp.staged u on u.kind = 'users' and u.sourcedId = l.sourcedId
    cross join lateral jsonb_array_elements_text(l.list) as a(agent)
    join pg_temp.staged child on child.kind = 'users' and child.sourcedId = a.agent
    join pg_temp.reach r on r.kind = 'users' and r.sourcedId = a.agent
    where l.kind = 'users' and u.record ->> 'role' <> 'student' and child.record ->> 'role' = 'student';
end
$$;
