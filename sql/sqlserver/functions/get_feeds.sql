-- Every feed, by name.
create or alter procedure gcidm.get_feeds as
set nocount, xact_abort on;
select f.feedId as feedid, f.name, f.revision from gcidm.feeds f order by f.name;
