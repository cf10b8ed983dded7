-- What a column's values (alias t) compare and sort by, as SQL text: texts in lower case, by code point;
-- never null where a page can be sorted by it, so that an absent value is the least. The indexes hold
-- the very same expressions.
create or replace function gcidm.key_of(p_kind text, p_column text, p_as text) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_name   text    := gcidm.column_of(p_kind, p_column);
    v_column text    := 't.' || v_name;
    v_always boolean := (select a.attnotnull from pg_attribute a
                         where a.attrelid = format('gcidm.%I', lower(p_kind))::regclass and a.attname = lower(p_column));
begin
    if not v_always then
        v_column := format('coalesce(%s, %L)', v_column, case p_as
            when 'date' then '-infinity' when 'dateTime' then '-infinity' when 'number' then '-infinity'
            when 'boolean' then 'false' else '' end);
    end if;
    return case p_as when 'text' then format('lower(%s) collate "C"', v_column)
                     when 'exact' then format('%s collate "C"', v_column)
                     else v_column end;
end
$$;
