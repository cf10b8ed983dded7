-- From which dateLastModified on a feed's changes are later than one of its revisions, and its revision
-- now: for operators. See changed_after.
create or replace function gcidm.get_feedChangedAfter(p_feed integer, p_revision bigint)
returns table (state text, since text, revision bigint)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select c.state, c.since, f.revision
    from gcidm.feeds f
    cross join lateral gcidm.changed_after(array[f.feedId], p_revision) c
    where f.feedId = p_feed
$$;
