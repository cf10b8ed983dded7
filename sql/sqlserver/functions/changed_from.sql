-- From which dateLastModified on changes may be unknown to a reader who asks for those since @since: one
-- who read everything at that instant, or whose newest record has that dateLastModified.
--
-- Changes become visible later than their dateLastModified says: an import takes it before it saves,
-- and others commit meanwhile. What was published after @since the reader cannot have seen, whatever
-- its dateLastModified; between publishedAt and the commit less than 10 seconds may pass, so as many
-- are taken off. Never after @since, and @since itself when there is nothing of the kind.
create or alter function gcidm.changed_from(@since datetime2(3)) returns datetime2(3) as
begin
    -- No change is as old as the first days of the calendar, before which there is nothing to subtract.
    if @since is null or @since < '1900-01-01'
        return @since;
    declare @published datetime2(3) = dateadd(second, -10, @since), @from datetime2(3);

    select @from = min(unseen.dateLastModified)
    from (
        select p.dateLastModified from gcidm.publications p
        where p.dateLastModified >= dateadd(second, -20, @since) and p.dateLastModified < @since
          and p.publishedAt > @published
        union all
        -- The late ones: imports that saved for long, writes that waited for an import.
        select p.dateLastModified from gcidm.publications p
        where p.publishedAt > @published and p.dateLastModified < dateadd(second, -10, p.publishedAt)
    ) unseen;
    return case when @from < @since then @from else @since end;
end
