-- Remembers which agents the set's users named.
create or replace function gcidm.save_statedAgents() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    create temp table named on commit drop as
    select r.sourcedId, r.target as agent
    from gcidm.staged_references('users', 'agentSourcedIds') r;
    analyze pg_temp.named;

    delete from gcidm.statedAgents a
    using pg_temp.staged s
    where s.kind = 'users' and not s.live and s.compared = 'record' and a.sourcedId = s.sourcedId
      and not exists (select from pg_temp.named n where n.sourcedId = a.sourcedId and n.agent = a.agent);
    insert into gcidm.statedAgents (sourcedId, agent)
    select n.sourcedId, n.agent
    from pg_temp.named n
    where not exists (
        select from gcidm.statedAgents a where a.sourcedId = n.sourcedId and a.agent = n.agent
    );
end
$$;
