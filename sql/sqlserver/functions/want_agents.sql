-- Wants the agents of the users that are wanted so far, and those whose agents they are.
create or alter procedure gcidm.want_agents @compared nvarchar(20) as
begin
    set nocount, xact_abort on;
    insert into #wanted (kind, sourcedId, compared)
    select 'users', near.sourcedId, @compared
    from (
        select a.agent as sourcedId
        from #wanted w join gcidm.statedAgents a on a.sourcedId = w.sourcedId
        where w.kind = 'users'
        union
        select a.sourcedId
        from #wanted w join gcidm.statedAgents a on a.agent = w.sourcedId
        where w.kind = 'users'
        union
        select r.target
        from #staged s cross apply gcidm.staged_references(s.sourcedId, s.record, 'agentSourcedIds') r
        where s.kind = 'users' and s.live = 0
    ) near
    where not exists (select 1 from #wanted known where known.kind = 'users' and known.sourcedId = near.sourcedId)
    option (recompile);
end
