-- What is known of the pulls into a feed, a row for each record kind.
create or alter procedure gcidm.get_pulls @feed nvarchar(255) as
set nocount, xact_abort on;
select p.kind, p.source, p.since, p.fullAt as fullat, p.difference
from gcidm.pulls p
join gcidm.feeds f on f.feedId = p.feedId
where f.name = @feed
order by p.kind;
