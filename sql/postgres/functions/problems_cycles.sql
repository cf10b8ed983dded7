-- Rows whose parents never end: what no walk down from the records without a parent comes to. other is the
-- row's sourcedId.
create or replace function gcidm.problems_cycles(p_kind text)
returns table (line integer, value text, other text, total bigint)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with recursive tree as (
        select s.line, s.live, s.sourcedId, s.record ->> 'parentSourcedId' as parent
        from pg_temp.staged s
        where s.kind = p_kind
    ), rooted as (
        select t.sourcedId from tree t
        where t.parent is null or not exists (select from tree p where p.sourcedId = t.parent)
        union
        select t.sourcedId from tree t join rooted p on p.sourcedId = t.parent
    )
    select t.line, t.parent, t.sourcedId, count(*) over ()
    from tree t
    where not t.live and not exists (select from rooted r where r.sourcedId = t.sourcedId)
    order by t.line
    limit 100;
end
$$;
