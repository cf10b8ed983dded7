-- From which dateLastModified on changes may be unknown to a reader who saw these feeds when their
-- revisions added up to p_revision. state:
--   known      since is that instant, '9999-…' when there is nothing that the reader has not seen
--   ahead      the feeds have not come so far
--   forgotten  publications that it may need were swept
--
-- As many publications as the sum has risen by are unseen: of one feed the last ones. Of several feeds
-- it is not known which; but were one unseen that was published 10 seconds (see changed_from) before
-- the last so many, all of these would be, too, and it would be one more than there are.
create or replace function gcidm.changed_after(p_feeds integer[], p_revision bigint)
returns table (state text, since text)
language plpgsql stable security definer set search_path = gcidm, pg_temp set timezone = 'UTC' as $$
declare
    v_unseen bigint := (select coalesce(sum(f.revision), 0) from gcidm.feeds f where f.feedId = any(p_feeds)) - p_revision;
    v_after  timestamptz;
begin
    if v_unseen < 0 then
        return query select 'ahead', null::text;
        return;
    end if;
    v_after := coalesce((
        select p.publishedAt - interval '10 seconds'
        from gcidm.feeds f
        join gcidm.publications p on p.feedId = f.feedId and p.revision > f.revision - v_unseen
        where f.feedId = any(p_feeds)
        order by p.publishedAt desc offset greatest(v_unseen - 1, 0) limit 1), '-infinity');
    if exists (
        select from gcidm.feeds f
        cross join lateral (
            select count(*) as known, coalesce(min(p.publishedAt), 'infinity') as oldest
            from gcidm.publications p where p.feedId = f.feedId and p.revision > f.revision - v_unseen) kept
        where f.feedId = any(p_feeds) and kept.known < least(v_unseen, f.revision) and least(kept.oldest, f.sweptBefore) > v_after) then
        return query select 'forgotten', null::text;
        return;
    end if;
    return query
    select 'known', to_char(coalesce(min(p.dateLastModified), '9999-12-31T23:59:59.999Z'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    from gcidm.feeds f
    join gcidm.publications p on p.feedId = f.feedId and p.revision > f.revision - v_unseen
    where f.feedId = any(p_feeds) and p.publishedAt > v_after;
end
$$;
