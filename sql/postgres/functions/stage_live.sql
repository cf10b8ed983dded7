-- Stages what the feed already has for the files that the set has not (p_absent, a JSON array of their
-- names): the references, on which checks, lists and audiences rest.
create or replace function gcidm.stage_live(p_feed integer, p_absent text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_absent jsonb := p_absent::jsonb;
begin
    insert into pg_temp.staged (kind, sourcedId, line, live, status, record)
    select live.kind, live.sourcedId, 0, true, live.status, jsonb_strip_nulls(live.record)
    from (
        select 'orgs' as kind, sourcedId, status, jsonb_build_object('type', type, 'parentSourcedId', parentSourcedId) as record
        from gcidm.orgs where feedId = p_feed and v_absent ? 'orgs'
        union all
        select 'courses', sourcedId, status, jsonb_build_object('orgSourcedId', orgSourcedId)
        from gcidm.courses where feedId = p_feed and v_absent ? 'courses'
        union all
        select 'classes', sourcedId, status,
               jsonb_build_object('courseSourcedId', courseSourcedId, 'schoolSourcedId', schoolSourcedId)
        from gcidm.classes where feedId = p_feed and v_absent ? 'classes'
        union all
        select 'users', sourcedId, status,
               jsonb_build_object('role', role, 'orgSourcedIds', orgSourcedIds, 'agentSourcedIds', agentSourcedIds)
        from gcidm.users where feedId = p_feed and v_absent ? 'users'
        union all
        select 'enrollments', sourcedId, status,
               jsonb_build_object('userSourcedId', userSourcedId, 'classSourcedId', classSourcedId)
        from gcidm.enrollments where feedId = p_feed and v_absent ? 'enrollments'
        union all
        select 'lineItems', sourcedId, status, jsonb_build_object('classSourcedId', classSourcedId)
        from gcidm.lineItems where feedId = p_feed and v_absent ? 'lineItems'
        union all
        select 'results', sourcedId, status, jsonb_build_object('lineItemSourcedId', lineItemSourcedId)
        from gcidm.results where feedId = p_feed and v_absent ? 'results'
        union all
        select kind, sourcedId, status, '{}'::jsonb
        from gcidm.records
        where feedId = p_feed and v_absent ? kind
          and kind in ('academicSessions', 'resources', 'demographics', 'categories')
        union all
        select 'classResources', l.sourcedId, 'active',
               jsonb_build_object('classSourcedId', l.sourcedId, 'resourceSourcedId', l.target)
        from gcidm.links l join gcidm.classes c on c.sourcedId = l.sourcedId and c.feedId = p_feed
        where l.field = 'classes.resources' and v_absent ? 'classResources'
        union all
        select 'courseResources', l.sourcedId, 'active',
               jsonb_build_object('courseSourcedId', l.sourcedId, 'resourceSourcedId', l.target)
        from gcidm.links l join gcidm.courses c on c.sourcedId = l.sourcedId and c.feedId = p_feed
        where l.field = 'courses.resources' and v_absent ? 'courseResources'
    ) live;
    -- Without statistics the planner takes nested loops for every join that follows.
    analyze pg_temp.staged (kind, sourcedId, live, status);
end
$$;
