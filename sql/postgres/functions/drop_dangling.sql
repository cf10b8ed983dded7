-- Takes out of a part's staged records the references in one column (a sourcedId or a list of them) that
-- lead to nothing staged; returns the line of each.
create or replace function gcidm.drop_dangling(p_kind text, p_column text, p_to text)
returns table (line integer)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    return query
    with dangling as materialized (
        select r.line, r.target
        from gcidm.staged_references(p_kind, p_column) r
        where not exists (
            select from pg_temp.staged t where t.kind = p_to and t.sourcedId = r.target
        )
    ), dropped as (
        update pg_temp.staged s
        set record = (s.record - p_column) || case
            when jsonb_typeof(s.record -> p_column) <> 'array' then '{}'
            when (s.record -> p_column) - d.targets = '[]' then '{}'
            else jsonb_build_object(p_column, (s.record -> p_column) - d.targets)
        end
        from (
            select all_of.line, array_agg(all_of.target) as targets
            from dangling all_of
            group by all_of.line
        ) d
        where s.kind = p_kind and not s.live and s.line = d.line
    )
    select o.line from dangling o order by o.line;
end
$$;
