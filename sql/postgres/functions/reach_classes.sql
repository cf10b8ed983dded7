-- A class reaches its school.
create or replace function gcidm.reach_classes() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.reach (kind, sourcedId, school)
    select 'classes', s.sourcedId, o.school
    from pg_temp.staged s
    join pg_temp.reach o on o.kind = 'orgs' and o.sourcedId = s.record ->> 'schoolSourcedId'
    where s.kind = 'classes';
    analyze pg_temp.reach;
end
$$;
