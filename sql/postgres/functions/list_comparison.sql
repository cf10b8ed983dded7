-- A clause on a field of several values, as SQL text: "~" is any of the listed values, all others are
-- all of them. The listed values are a JSON array: of lower-case texts, of sourcedIds as they are.
create or replace function gcidm.list_comparison(p_kind text, p_clause jsonb, p_value text, p_key text) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_column text := case when p_clause ->> 'as' <> 'children' then 't.' || gcidm.column_of(p_kind, p_clause ->> 'column') end;
    v_values text := case p_clause ->> 'as'
        when 'list' then format('select %s from jsonb_array_elements_text(%s) e where %s',
                                case p_clause ->> 'to' when '' then 'lower(e)' else 'e' end, v_column, gcidm.seen(p_clause ->> 'to', 'e'))
        when 'userIds' then format('select lower(e ->> %s) from jsonb_array_elements(%s) e', p_key, v_column)
        when 'children' then format('select c.sourcedId from gcidm.%I c where c.parentSourcedId = t.sourcedId and %s',
                                     lower(p_kind), gcidm.seen(p_clause ->> 'to', 'c.sourcedId')) end;
begin
    return format('array(%s) %s array(select jsonb_array_elements_text(%s::jsonb))', v_values,
                  case p_clause ->> 'operator' when '~' then '&&' else '@>' end, p_value);
end
$$;
