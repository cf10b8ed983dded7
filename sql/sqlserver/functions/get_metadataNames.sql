-- The names of the metadata of the records of a kind that a relying party may see.
create or alter procedure gcidm.get_metadataNames @kind nvarchar(32), @relyingParty int, @school nvarchar(255) as
set nocount, xact_abort on;
select distinct m.name collate Latin1_General_100_BIN2 as name
from gcidm.visible_feeds(@relyingParty, @school) f
cross apply gcidm.metadata_names(@kind, f.feedId) m
where f.hides = 0 or exists (select 1 from gcidm.visible_audiences(@relyingParty, @school) a where a.audienceId = m.audienceId)
order by name;
