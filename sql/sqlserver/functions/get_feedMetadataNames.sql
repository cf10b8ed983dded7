-- The names of the metadata of a feed's records of a kind.
create or alter procedure gcidm.get_feedMetadataNames @kind nvarchar(32), @feed int as
set nocount, xact_abort on;
select distinct m.name collate Latin1_General_100_BIN2 as name from gcidm.metadata_names(@kind, @feed) m order by name;
