-- Takes out a part's staged records of which a reference in one column (a sourcedId or a list of them) leads
-- to nothing: neither staged nor among the records of the feed; of no feed when p_feed is null. Returns the line
-- of each.
create or replace function gcidm.drop_orphans(p_feed integer, p_kind text, p_column text, p_to text)
returns table (line integer)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    delete from pg_temp.staged s
    using (
        select distinct r.line
        from gcidm.staged_references(p_kind, p_column) r
        where not exists (select from pg_temp.staged t where t.kind = p_to and t.sourcedId = r.target)
          and not exists (
              select from gcidm.records f
              where p_feed is not null and f.kind = p_to and f.feedId = p_feed and f.sourcedId = r.target
          )
    ) orphans
    where s.kind = p_kind and not s.live and s.line = orphans.line
    returning s.line;
end
$$;
