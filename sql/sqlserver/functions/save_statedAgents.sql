-- Remembers which agents the set's users named.
create or alter procedure gcidm.save_statedAgents as
begin
    set nocount, xact_abort on;
    select s.sourcedId, r.target as agent
    into #named
    from #staged s
    cross apply gcidm.staged_references(s.sourcedId, s.record, 'agentSourcedIds') r
    where s.kind = 'users' and s.live = 0;

    delete a from gcidm.statedAgents a
    join #staged s on s.sourcedId = a.sourcedId
    where s.kind = 'users' and s.live = 0 and s.compared = 'record'
      and not exists (select 1 from #named n where n.sourcedId = a.sourcedId and n.agent = a.agent);
    insert into gcidm.statedAgents (sourcedId, agent)
    select n.sourcedId, n.agent
    from #named n
    where not exists (
        select 1 from gcidm.statedAgents a where a.sourcedId = n.sourcedId and a.agent = n.agent
    );
end
