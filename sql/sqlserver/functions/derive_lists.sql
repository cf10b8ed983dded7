-- Fills the lists that a record shows because of what other records say, as long as these are active.
create or alter procedure gcidm.derive_lists as
begin
    set nocount, xact_abort on;
    insert into #lists (kind, sourcedId, field, list)
    select c.kind, c.parent, 'children',
           N'[' + string_agg(cast(N'"' + c.sourcedId + N'"' as nvarchar(max)), N',') within group (order by c.sourcedId) + N']'
    from (
        select s.kind, s.sourcedId, json_value(s.record, '$.parentSourcedId') as parent
        from #staged s
        where s.kind in ('orgs', 'academicSessions') and s.status = 'active'
    ) c
    where c.parent is not null
    group by c.kind, c.parent;

    -- A student's agents are the parents whose agents the student is: either may say so.
    select s.sourcedId, r.target as agent, s.status
    into #stated
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, 'agentSourcedIds') r
    where s.kind = 'users';
    insert into #lists (kind, sourcedId, field, list)
    select 'users', m.sourcedId, 'agentSourcedIds',
           N'[' + string_agg(cast(N'"' + m.agent + N'"' as nvarchar(max)), N',') within group (order by m.agent) + N']'
    from (
        select a.sourcedId, a.agent from #stated a
        union
        select a.agent, a.sourcedId from #stated a where a.status = 'active'
    ) m
    group by m.sourcedId;

    exec gcidm.derive_resources 'classes', 'classResources', 'classSourcedId';
    exec gcidm.derive_resources 'courses', 'courseResources', 'courseSourcedId';
end
