-- A course reaches its org's schools, and those of its classes.
create or replace function gcidm.reach_courses() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.reach (kind, sourcedId, school)
    select 'courses', s.sourcedId, o.school
    from pg_temp.staged s
    join pg_temp.reach o on o.kind = 'orgs' and o.sourcedId = s.record ->> 'orgSourcedId'
    where s.kind = 'courses'
    union
    select 'courses', s.record ->> 'courseSourcedId', c.school
    from pg_temp.staged s
    join pg_temp.reach c on c.kind = 'classes' and c.sourcedId = s.sourcedId
    where s.kind = 'classes' and s.status = 'active';
end
$$;
