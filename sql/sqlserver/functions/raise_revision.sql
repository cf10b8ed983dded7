-- Raises a feed's revision for a change whose records have this dateLastModified, and gives it. The
-- last thing before a commit: from here on the feed's other changes wait for that commit, so that
-- revisions become visible in their order, and publishedAt is but a moment earlier.
create or alter procedure gcidm.raise_revision
    @feed             int,
    @dateLastModified datetime2(3),
    @revision         bigint = null output
as
begin
    set nocount, xact_abort on;
    declare @now datetime2(3);
    update gcidm.feeds set revision = revision + 1, changedAt = @dateLastModified where feedId = @feed;
    select @revision = f.revision from gcidm.feeds f where f.feedId = @feed;
    set @now = gcidm.clock();
    insert into gcidm.publications (feedId, revision, dateLastModified, publishedAt)
    values (@feed, @revision, @dateLastModified, case when @now > @dateLastModified then @now else @dateLastModified end);
end
