-- Removes what was published before p_before, which only helps readers who were here before it (see
-- changed_from, whose margin is kept, and changed_after). The newest of each feed stays.
create or replace function gcidm.sweep_publications(p_before timestamptz) returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    with swept as (
        delete from gcidm.publications p
        using gcidm.feeds f
        where f.feedId = p.feedId and p.revision < f.revision
          and p.publishedAt <= p_before - interval '10 seconds' and p.dateLastModified <= p_before
        returning p.feedId
    )
    update gcidm.feeds f set sweptBefore = greatest(f.sweptBefore, p_before - interval '10 seconds')
    where f.feedId in (select s.feedId from swept s)
$$;
