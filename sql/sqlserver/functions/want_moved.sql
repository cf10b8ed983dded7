-- Wants what goes to another school with its class or line item.
create or alter procedure gcidm.want_moved as
begin
    set nocount, xact_abort on;
    select c.sourcedId
    into #moved
    from #staged s
    join gcidm.classes c on c.sourcedId = s.sourcedId
    where s.kind = 'classes' and c.schoolSourcedId <> json_value(s.record, '$.schoolSourcedId');

    insert into #wanted (kind, sourcedId, compared)
    select 'enrollments', e.sourcedId, 'state'
    from #moved moved join gcidm.enrollments e on e.classSourcedId = moved.sourcedId
    union all
    select 'lineItems', i.sourcedId, 'state'
    from #moved moved join gcidm.lineItems i on i.classSourcedId = moved.sourcedId;

    insert into #wanted (kind, sourcedId, compared)
    select 'results', r.sourcedId, 'state'
    from (
        select w.sourcedId from #wanted w where w.kind = 'lineItems'
        union
        select s.sourcedId from #staged s where s.kind = 'lineItems'
    ) i
    join gcidm.results r on r.lineItemSourcedId = i.sourcedId;
end
