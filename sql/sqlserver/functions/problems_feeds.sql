-- Rows whose sourcedId belongs to another feed, whose name is given. The first 100.
create or alter procedure gcidm.problems_feeds @kind nvarchar(40), @feed int as
begin
    set nocount, xact_abort on;
    select top (100) s.line, s.sourcedId as value, f.name as other, count(*) over () as total
    from #staged s
    join gcidm.records r on r.kind = @kind and r.sourcedId = s.sourcedId and r.feedId <> @feed
    join gcidm.feeds f on f.feedId = r.feedId
    where s.kind = @kind and s.live = 0
    order by s.line
    option (recompile);
end
