-- Wants what goes to another school with its class or line item.
create or replace function gcidm.want_moved() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.wanted (kind, sourcedId, compared)
    with moved as (
        select c.sourcedId
        from pg_temp.staged s
        join gcidm.classes c on c.sourcedId = s.sourcedId
        where s.kind = 'classes' and c.schoolSourcedId <> s.record ->> 'schoolSourcedId'
    )
    select 'enrollments', e.sourcedId, 'state'
    from moved join gcidm.enrollments e on e.classSourcedId = moved.sourcedId
    union all
    select 'lineItems', i.sourcedId, 'state'
    from moved join gcidm.lineItems i on i.classSourcedId = moved.sourcedId;

    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'results', r.sourcedId, 'state'
    from (
        select sourcedId from pg_temp.wanted where kind = 'lineItems'
        union
        select sourcedId from pg_temp.staged where kind = 'lineItems'
    ) i
    join gcidm.results r on r.lineItemSourcedId = i.sourcedId;
end
$$;
