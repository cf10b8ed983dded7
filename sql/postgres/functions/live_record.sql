-- SQL text: a saved record (alias t) as it was staged, from the columns that p_columns, a JSON array,
-- names. Of agents only those that the user named. An instant as documents show it.
create or replace function gcidm.live_record(p_kind text, p_columns text) returns text
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select 'jsonb_strip_nulls(jsonb_build_object('
        || string_agg(format(case when name in ('assignDate', 'dueDate')
               then '%L, to_char(t.%I at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'')' else '%L, t.%I' end,
               name, lower(name)), ', ')
        || ')) || case when t.metadata is null then ''{}'' else jsonb_build_object(''metadata'', t.metadata) end'
        || case when p_kind = 'users' then
            ' || coalesce((select jsonb_build_object(''agentSourcedIds'', jsonb_agg(a.agent order by a.agent))
                           from gcidm.statedAgents a where a.sourcedId = t.sourcedId having count(*) > 0), ''{}'')'
           else '' end
    from jsonb_array_elements_text(p_columns::jsonb) as c(name)
    where (p_kind, name) <> ('users', 'agentSourcedIds')
$$;
