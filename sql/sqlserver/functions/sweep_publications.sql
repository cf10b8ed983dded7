-- Removes what was published before @before, which only helps readers who were here before it (see
-- changed_from, whose margin is kept, and changed_after). The newest of each feed stays.
create or alter procedure gcidm.sweep_publications @before datetime2(3) as
begin
    set nocount, xact_abort on;
    declare @published datetime2(3) = dateadd(second, -10, @before);
    select p.feedId, p.revision
    into #forgotten
    from gcidm.publications p
    join gcidm.feeds f on f.feedId = p.feedId
    where p.revision < f.revision and p.publishedAt <= @published and p.dateLastModified <= @before;

    delete p from #forgotten o inner loop join gcidm.publications p on p.feedId = o.feedId and p.revision = o.revision;
    update f set sweptBefore = @published
    from gcidm.feeds f
    where f.feedId in (select o.feedId from #forgotten o) and (f.sweptBefore is null or f.sweptBefore < @published);
end
