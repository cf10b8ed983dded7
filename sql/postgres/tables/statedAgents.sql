-- The agents that users name of themselves; those in gcidm.links also follow from what others name.
-- Kept so that a delta about one of two knows what the other had said.
create table if not exists gcidm.statedAgents (
    sourcedId text collate "C" not null,
    agent     text collate "C" not null,
    primary key (sourcedId, agent)
);
create index if not exists statedAgents_agent on gcidm.statedAgents (agent, sourcedId);

-- A database from before it was kept: each side is taken to have named the other.
insert into gcidm.statedAgents (sourcedId, agent)
select l.sourcedId, l.target
from gcidm.links l
where l.field = 'users.agents' and not exists (select from gcidm.statedAgents);
