-- Fills the lists that a record shows because of what other records say, as long as these are active.
create or replace function gcidm.derive_lists() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    insert into pg_temp.lists (kind, sourcedId, field, list)
    select s.kind, s.record ->> 'parentSourcedId', 'children', jsonb_agg(s.sourcedId order by s.sourcedId)
    from pg_temp.staged s
    where s.kind in ('orgs', 'academicSessions') and s.record ? 'parentSourcedId' and s.status = 'active'
    group by s.kind, s.record ->> 'parentSourcedId';

    -- A student's agents are the parents whose agents the student is: either may say so.
    insert into pg_temp.lists (kind, sourcedId, field, list)
    with stated as (
        select s.sourcedId, a.agent collate "C" as agent, s.status
        from pg_temp.staged s
        cross join lateral jsonb_array_elements_text(s.record -> 'agentSourcedIds') as a(agent)
        where s.kind = 'users'
    ), mutual as (
        select sourcedId, agent from stated union select agent, sourcedId from stated where status = 'active'
    )
    select 'users', sourcedId, 'agentSourcedIds', jsonb_agg(agent order by agent)
    from mutual
    group by sourcedId;

    perform gcidm.derive_resources('classes', 'classResources', 'classSourcedId');
    perform gcidm.derive_resources('courses', 'courseResources', 'courseSourcedId');
    analyze pg_temp.lists;
end
$$;
