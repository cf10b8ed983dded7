-- Rows whose sourcedId belongs to another feed, whose name is given. The first 100.
create or replace function gcidm.problems_feeds(p_kind text, p_feed integer)
returns table (line integer, value text, other text, total bigint)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    select s.line, s.sourcedId, f.name, count(*) over ()
    from pg_temp.staged s
    join gcidm.records r on r.kind = p_kind and r.sourcedId = s.sourcedId and r.feedId <> p_feed
    join gcidm.feeds f on f.feedId = r.feedId
    where s.kind = p_kind and not s.live
    order by s.line
    limit 100;
end
$$;
