-- Rows of a file whose sourcedId an earlier row has: line, value, the earlier line, and how many there
-- are in all. The first 100.
create or replace function gcidm.problems_duplicates(p_kind text)
returns table (line integer, value text, other text, total bigint)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    select d.line, d.sourcedId, d.earlier::text, count(*) over ()
    from (
        select s.line, s.sourcedId, min(s.line) over (partition by s.sourcedId) as earlier
        from pg_temp.staged s
        where s.kind = p_kind and not s.live
    ) d
    where d.line > d.earlier
    order by d.line
    limit 100;
end
$$;
