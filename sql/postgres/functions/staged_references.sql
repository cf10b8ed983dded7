-- A file's references in one column, one a row.
create or replace function gcidm.staged_references(p_kind text, p_column text)
returns table (line integer, sourcedId text, target text)
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan rows 100000 as $$
begin
    return query
    select s.line, s.sourcedId, t.target collate "C"
    from pg_temp.staged s
    cross join lateral jsonb_array_elements_text(
        case
            when p_column = 'sourcedId' then jsonb_build_array(s.sourcedId)
            when jsonb_typeof(s.record -> p_column) = 'array' then s.record -> p_column
            when s.record ? p_column then jsonb_build_array(s.record -> p_column)
        end
    ) as t(target)
    where s.kind = p_kind and not s.live;
end
$$;
