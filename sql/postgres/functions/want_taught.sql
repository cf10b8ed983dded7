-- Wants the courses and classes whose resources or schools a delta may change, and the classes, line items
-- and resources that these and the others depend on.
create or replace function gcidm.want_taught() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'courses', s.record ->> 'courseSourcedId', 'record'
    from pg_temp.staged s
    where s.kind in ('classes', 'courseResources') and s.record ? 'courseSourcedId'
    union
    select 'courses', c.courseSourcedId, 'record'
    from pg_temp.staged s join gcidm.classes c on c.sourcedId = s.sourcedId
    where s.kind = 'classes' and c.courseSourcedId is not null
    union
    select 'courses', s.sourcedId, 'record' from pg_temp.staged s where s.kind = 'courses'
    union
    select 'classes', s.record ->> 'classSourcedId', 'record'
    from pg_temp.staged s
    where s.kind = 'classResources' and s.record ? 'classSourcedId';

    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'lineItems', s.record ->> 'lineItemSourcedId', 'nothing'
    from pg_temp.staged s
    where s.kind = 'results' and s.record ? 'lineItemSourcedId'
    on conflict do nothing;

    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'classes', c.sourcedId, 'nothing'
    from pg_temp.wanted w join gcidm.classes c on c.courseSourcedId = w.sourcedId
    where w.kind = 'courses'
    union
    select 'classes', e.classSourcedId, 'nothing'
    from pg_temp.wanted w join gcidm.enrollments e on e.sourcedId = w.sourcedId
    where w.kind = 'enrollments'
    union
    select 'classes', i.classSourcedId, 'nothing'
    from pg_temp.wanted w join gcidm.lineItems i on i.sourcedId = w.sourcedId
    where w.kind = 'lineItems' and i.classSourcedId is not null
    on conflict do nothing;

    insert into pg_temp.wanted (kind, sourcedId, compared)
    select distinct 'resources', l.target, 'nothing'
    from (
        select kind, sourcedId from pg_temp.wanted where kind in ('classes', 'courses')
        union
        select kind, sourcedId from pg_temp.staged where kind in ('classes', 'courses')
    ) t
    join gcidm.links l on l.field = t.kind || '.resources' and l.sourcedId = t.sourcedId
    on conflict do nothing;
end
$$;
