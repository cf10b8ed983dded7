-- One clause of a filter as SQL text; p_value and p_key are the SQL texts that read its parameters.
-- A record without the field matches only !=. Texts are compared without regard to case, by code point.
create or replace function gcidm.comparison(p_kind text, p_clause jsonb, p_value text, p_key text) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_column   text := case p_clause ->> 'as' when 'children' then '' else 't.' || gcidm.column_of(p_kind, p_clause ->> 'column') end;
    v_operator text := p_clause ->> 'operator';
    v_equals   text;
begin
    if v_operator not in ('=', '!=', '>', '>=', '<', '<=', '~') then
        raise exception 'gcidm: no operator %', v_operator;
    end if;
    case p_clause ->> 'as'
        when 'list', 'userIds', 'children' then
            v_equals := case p_clause ->> 'as'
                when 'list' then 'select lower(e) from jsonb_array_elements_text(' || v_column || ') e'
                when 'userIds' then 'select lower(e ->> ' || p_key || ') from jsonb_array_elements(' || v_column || ') e'
                else 'select lower(c.sourcedId) from gcidm.' || quote_ident(lower(p_kind)) || ' c where c.parentSourcedId = t.sourcedId' end;
            -- "=" is all of the listed values, "~" any of them
            v_equals := format(case v_operator when '~' then '(array(%s) && array(select jsonb_array_elements_text((%s)::jsonb)))'
                                               else '(array(%s) @> array(select jsonb_array_elements_text((%s)::jsonb)))' end, v_equals, p_value);
            return case v_operator when '!=' then '(' || v_equals || ') is not true' else v_equals end;
        when 'metadata' then
            v_column := 'lower(' || v_column || ' ->> ' || p_key || ') collate "C"';
            p_value := 'lower(' || p_value || ')';
        when 'text' then
            v_column := 'lower(' || v_column || ') collate "C"';
            p_value := 'lower(' || p_value || ')';
        when 'exact' then
            v_column := v_column || ' collate "C"';
        when 'date' then p_value := p_value || '::date';
        when 'dateTime' then p_value := p_value || '::timestamptz';
        when 'number' then p_value := p_value || '::double precision';
        when 'boolean' then p_value := p_value || '::boolean';
        else raise exception 'gcidm: no comparison as %', p_clause ->> 'as';
    end case;
    return case
        when v_operator = '!=' then format('(%s = %s) is not true', v_column, p_value)
        when v_operator = '~' and p_clause ->> 'as' in ('text', 'exact', 'metadata') then format('position(%s in (%s)) > 0', p_value, v_column)
        when v_operator = '~' then format('%s = %s', v_column, p_value)
        else format('%s %s %s', v_column, v_operator, p_value) end;
end
$$;
