-- The agents that users name of themselves; those in gcidm.links also follow from what others name.
-- Kept so that a delta about one of two knows what the other had said.
-- The key is not clustered: that would be too short for two sourcedIds of 255 characters.
if object_id(N'gcidm.statedAgents', N'U') is null
create table gcidm.statedAgents (
    sourcedId nvarchar(255) collate Latin1_General_100_BIN2 not null,
    agent     nvarchar(255) collate Latin1_General_100_BIN2 not null,
    constraint statedAgents_key primary key nonclustered (agent, sourcedId)
);
if not exists (select 1 from sys.indexes where object_id = object_id(N'gcidm.statedAgents') and name like N'statedAgents_sourcedId%')
create clustered index statedAgents_sourcedId on gcidm.statedAgents (sourcedId);
