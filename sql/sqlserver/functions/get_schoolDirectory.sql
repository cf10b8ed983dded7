-- All schools of all feeds, for the operator to name one by sourcedId or identifier.
create or alter procedure gcidm.get_schoolDirectory as
set nocount, xact_abort on;
select o.sourcedId as sourcedid, o.identifier, o.name, f.name as feed
from gcidm.orgs o
join gcidm.feeds f on f.feedId = o.feedId
where o.type = N'school' and o.status = N'active'
order by o.name, o.sourcedId;
