-- SQL text: a saved record (alias t) as it was staged, from the columns that p_columns, a JSON array,
-- names. Of agents only those that the user named.
create or replace function gcidm.live_record(p_kind text, p_columns text) returns text
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select 'jsonb_strip_nulls(jsonb_build_object('
        || string_agg(format('%L, t.%I', name, lower(name)), ', ')
        || ')) || case when t.metadata is null then ''{}'' else jsonb_build_object(''metadata'', t.metadata) end'
        || case when p_kind = 'users' then
            ' || coalesce((select jsonb_build_object(''agentSourcedIds'', jsonb_agg(a.agent order by a.agent))
                           from gcidm.statedAgents a where a.sourcedId = t.sourcedId having count(*) > 0), ''{}'')'
           else '' end
    from jsonb_array_elements_text(p_columns::jsonb) as c(name)
    where (p_kind, name) <> ('users', 'agentSourcedIds')
$$;
