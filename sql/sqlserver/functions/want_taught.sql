-- Wants the courses and classes whose resources or schools a delta may change, and the classes, line items
-- and resources that these and the others depend on.
create or alter procedure gcidm.want_taught as
begin
    set nocount, xact_abort on;
    insert into #wanted (kind, sourcedId, compared)
    select 'courses', json_value(s.record, '$.courseSourcedId'), 'record'
    from #staged s
    where s.kind in ('classes', 'courseResources') and json_value(s.record, '$.courseSourcedId') is not null
    union
    select 'courses', c.courseSourcedId, 'record'
    from #staged s join gcidm.classes c on c.sourcedId = s.sourcedId
    where s.kind = 'classes' and c.courseSourcedId is not null
    union
    select 'courses', s.sourcedId, 'record' from #staged s where s.kind = 'courses'
    union
    select 'classes', json_value(s.record, '$.classSourcedId'), 'record'
    from #staged s
    where s.kind = 'classResources' and json_value(s.record, '$.classSourcedId') is not null;

    insert into #wanted (kind, sourcedId, compared)
    select distinct 'lineItems', json_value(s.record, '$.lineItemSourcedId'), 'nothing'
    from #staged s
    where s.kind = 'results' and json_value(s.record, '$.lineItemSourcedId') is not null
      and not exists (select 1 from #wanted known
                      where known.kind = 'lineItems' and known.sourcedId = json_value(s.record, '$.lineItemSourcedId'));

    insert into #wanted (kind, sourcedId, compared)
    select 'classes', near.sourcedId, 'nothing'
    from (
        select c.sourcedId
        from #wanted w join gcidm.classes c on c.courseSourcedId = w.sourcedId
        where w.kind = 'courses'
        union
        select e.classSourcedId
        from #wanted w join gcidm.enrollments e on e.sourcedId = w.sourcedId
        where w.kind = 'enrollments'
        union
        select i.classSourcedId
        from #wanted w join gcidm.lineItems i on i.sourcedId = w.sourcedId
        where w.kind = 'lineItems' and i.classSourcedId is not null
    ) near
    where not exists (select 1 from #wanted known where known.kind = 'classes' and known.sourcedId = near.sourcedId);

    insert into #wanted (kind, sourcedId, compared)
    select distinct 'resources', l.target, 'nothing'
    from (
        select w.kind, w.sourcedId from #wanted w where w.kind in ('classes', 'courses')
        union
        select s.kind, s.sourcedId from #staged s where s.kind in ('classes', 'courses')
    ) t
    join gcidm.links l on l.field = t.kind + '.resources' and l.sourcedId = t.sourcedId
    where not exists (select 1 from #wanted known where known.kind = 'resources' and known.sourcedId = l.target);
end
