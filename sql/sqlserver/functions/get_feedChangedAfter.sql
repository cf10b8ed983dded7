-- From which dateLastModified on a feed's changes are later than one of its revisions, and its revision
-- now: for operators. See changed_after.
create or alter procedure gcidm.get_feedChangedAfter @feed int, @revision bigint as
begin
    set nocount, xact_abort on;
    select c.state, c.since, f.revision
    from gcidm.feeds f
    cross apply gcidm.changed_after(concat(N'[', f.feedId, N']'), @revision) c
    where f.feedId = @feed;
end
