-- From which dateLastModified on changes may be unknown to a relying party that asks for those since
-- @since: that read everything at that instant, or whose newest record has that dateLastModified. Of
-- what it may read only, so that pages of one revision are of one whole. null: of all feeds.
--
-- Changes become visible later than their dateLastModified says: an import takes it before it saves,
-- and others commit meanwhile. What was published after @since the reader cannot have seen, whatever
-- its dateLastModified; between publishedAt and the commit less than 10 seconds may pass, so as many
-- are taken off. Never after @since, and @since itself when there is nothing of the kind. When other
-- schools authorise it since then, anything may be unknown to it.
create or alter function gcidm.changed_from(@since datetime2(3), @relyingParty int) returns datetime2(3) as
begin
    -- No change is as old as the first days of the calendar, before which there is nothing to subtract.
    if @since is null or @since < '1900-01-01'
        return @since;
    declare @published datetime2(3) = dateadd(second, -10, @since), @from datetime2(3);
    if exists (select 1 from gcidm.relyingParties r where r.relyingPartyId = @relyingParty and r.regroupedAt > @published)
        return '0001-01-01';

    select @from = min(unseen.dateLastModified)
    from (
        select p.dateLastModified, p.feedId from gcidm.publications p
        where p.dateLastModified >= dateadd(second, -20, @since) and p.dateLastModified < @since
          and p.publishedAt > @published
        union all
        -- The late ones: imports that saved for long, writes that waited for an import.
        select p.dateLastModified, p.feedId from gcidm.publications p
        where p.publishedAt > @published and p.dateLastModified < dateadd(second, -10, p.publishedAt)
    ) unseen
    where @relyingParty is null
       or unseen.feedId in (select f.feedId from gcidm.relyingPartyFeeds f where f.relyingPartyId = @relyingParty);
    return case when @from < @since then @from else @since end;
end
