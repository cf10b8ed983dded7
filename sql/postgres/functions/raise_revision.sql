-- Raises a feed's revision for a change whose records have this dateLastModified, and returns it. The
-- last thing before a commit: from here on the feed's other changes wait for that commit, so that
-- revisions become visible in their order, and publishedAt is but a moment earlier.
create or replace function gcidm.raise_revision(p_feed integer, p_dateLastModified timestamptz) returns bigint
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_revision bigint;
begin
    update gcidm.feeds f set revision = f.revision + 1, changedAt = p_dateLastModified
    where f.feedId = p_feed
    returning f.revision into v_revision;
    insert into gcidm.publications (feedId, revision, dateLastModified, publishedAt)
    values (p_feed, v_revision, p_dateLastModified, greatest(gcidm.clock(), p_dateLastModified));
    return v_revision;
end
$$;
