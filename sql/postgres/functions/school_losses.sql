-- How many active users, classes and enrollments the schools of the feed have, and how many of them would be
-- deleted: schools that lose any.
create or replace function gcidm.school_losses(p_feed integer)
returns table (school text, name text, kind text, had bigint, lost bigint)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with homes as (
        select 'users' as kind, u.sourcedId, l.target as school
        from gcidm.users u join gcidm.links l on l.field = 'users.orgs' and l.sourcedId = u.sourcedId
        where u.feedId = p_feed and u.status = 'active'
        union all
        select 'classes', c.sourcedId, c.schoolSourcedId
        from gcidm.classes c where c.feedId = p_feed and c.status = 'active'
        union all
        select 'enrollments', e.sourcedId, e.schoolSourcedId
        from gcidm.enrollments e where e.feedId = p_feed and e.status = 'active'
    )
    select o.sourcedId, o.name, h.kind, count(*), count(c.sourcedId)
    from homes h
    join gcidm.orgs o on o.sourcedId = h.school and o.type = 'school'
    left join pg_temp.changes c on c.kind = h.kind and c.sourcedId = h.sourcedId and c.change = 'deleted'
    where exists (select from pg_temp.changes d where d.change = 'deleted')
    group by o.sourcedId, o.name, h.kind
    having count(c.sourcedId) > 0
    order by o.name, o.sourcedId, h.kind desc;
end
$$;
