-- One clause of a filter as SQL text; p_value and p_key are the SQL texts that read its parameters.
-- A record without the field matches only !=. What is newer than an instant: see comparison_since.
-- Texts are compared without regard to case, by code point.
create or replace function gcidm.comparison(p_kind text, p_clause jsonb, p_value text, p_key text, p_relyingParty integer) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_as       text := p_clause ->> 'as';
    v_operator text := p_clause ->> 'operator';
    v_column   text;
    v_left     text;
    v_right    text;
    v_matches  text;
begin
    if v_operator not in ('=', '!=', '>', '>=', '<', '<=', '~') then
        raise exception 'gcidm: no operator %', v_operator;
    end if;
    if p_clause ->> 'column' = 'dateLastModified' and v_operator in ('>', '>=') then
        return gcidm.comparison_since(v_operator, (p_clause ->> 'value')::timestamptz, p_relyingParty);
    elsif v_as in ('list', 'userIds', 'children') then
        v_matches := gcidm.list_comparison(p_kind, p_clause, p_value, p_key);
        return case v_operator when '!=' then format('(%s) is not true', v_matches) else v_matches end;
    end if;
    v_column := 't.' || gcidm.column_of(p_kind, p_clause ->> 'column');
    if v_as = 'metadata' then
        v_column := v_column || ' ->> ' || p_key;
        v_left := format('lower(%s) collate "C"', v_column);
    else
        v_left := gcidm.key_of(p_kind, p_clause ->> 'column', v_as);
    end if;
    v_right := case v_as
        when 'text' then format('lower(%s)', p_value)
        when 'metadata' then format('lower(%s)', p_value)
        else format('%s::%s', p_value, replace(gcidm.key_type(v_as), ' collate "C"', '')) end;
    v_matches := case
        when v_operator = '~' and v_as in ('text', 'exact', 'metadata') then format('position(%s in (%s)) > 0', v_right, v_left)
        when v_operator in ('~', '!=') then format('%s = %s', v_left, v_right)
        else format('%s %s %s', v_left, v_operator, v_right) end;
    v_matches := format('(%s and %s is not null and %s)', v_matches, v_column, gcidm.seen(p_clause ->> 'to', v_column));
    return case v_operator when '!=' then format('%s is not true', v_matches) else v_matches end;
end
$$;
