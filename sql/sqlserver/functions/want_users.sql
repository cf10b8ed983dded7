-- Wants the users of whom a delta says something, itself or by their enrollments, their agents and those
-- whose agents they are, whose lists and schools follow; and, not to be compared, those next to these.
create or alter procedure gcidm.want_users @feed int as
begin
    set nocount, xact_abort on;
    insert into #wanted (kind, sourcedId, compared)
    select 'users', s.sourcedId, 'record' from #staged s where s.kind in ('users', 'demographics')
    union
    select 'users', u.sourcedId, 'record'
    from #staged s
    left join gcidm.enrollments e on e.sourcedId = s.sourcedId
    cross apply (
        select cast(json_value(s.record, '$.userSourcedId') as nvarchar(255)) as sourcedId
        union all
        select e.userSourcedId
    ) u
    where s.kind = 'enrollments' and u.sourcedId is not null
      and (coalesce(e.userSourcedId, '') <> coalesce(json_value(s.record, '$.userSourcedId'), '')
           or coalesce(e.classSourcedId, '') <> coalesce(json_value(s.record, '$.classSourcedId'), '')
           or coalesce(e.status, '') <> s.status)
    union
    select 'users', e.userSourcedId, 'record'
    from #wanted w
    join gcidm.enrollments e on e.sourcedId = w.sourcedId
    where w.kind = 'enrollments';

    exec gcidm.want_agents 'record';
    exec gcidm.want_agents 'nothing';

    insert into #wanted (kind, sourcedId, compared)
    select 'demographics', d.sourcedId, 'state'
    from #wanted w
    join gcidm.demographics d on d.sourcedId = w.sourcedId
    where w.kind = 'users' and w.compared = 'record';

    -- The enrollments from which their schools follow, and those of the classes that are stated.
    insert into #wanted (kind, sourcedId, compared)
    select 'enrollments', near.sourcedId, 'nothing'
    from (
        select e.sourcedId
        from #wanted w
        join gcidm.enrollments e on e.userSourcedId = w.sourcedId
        where w.kind = 'users'
        union
        select e.sourcedId
        from #staged s
        join gcidm.enrollments e on e.classSourcedId = s.sourcedId
        where s.kind = 'classes'
    ) near
    where not exists (select 1 from #wanted known where known.kind = 'enrollments' and known.sourcedId = near.sourcedId);
end
