-- Wants the agents of the users that are wanted so far, and those whose agents they are.
create or replace function gcidm.want_agents(p_compared text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    analyze pg_temp.wanted;
    insert into pg_temp.wanted (kind, sourcedId, compared)
    select 'users', a.agent, p_compared
    from pg_temp.wanted w join gcidm.statedAgents a on a.sourcedId = w.sourcedId
    where w.kind = 'users'
    union
    select 'users', a.sourcedId, p_compared
    from pg_temp.wanted w join gcidm.statedAgents a on a.agent = w.sourcedId
    where w.kind = 'users'
    union
    select 'users', r.target, p_compared from gcidm.staged_references('users', 'agentSourcedIds') r
    on conflict do nothing;
end
$$;
