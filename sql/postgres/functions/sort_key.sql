-- What records (alias t) are ordered by, as SQL text: never null, so that an absent value is the least.
-- The same text stands in the indexes that make sorting cheap.
create or replace function gcidm.sort_key(p_kind text, p_sort jsonb) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_column text := 't.' || gcidm.column_of(p_kind, p_sort ->> 'column');
begin
    return case p_sort ->> 'as'
        when 'text' then format('lower(coalesce(%s, '''')) collate "C"', v_column)
        when 'exact' then format('coalesce(%s, '''') collate "C"', v_column)
        when 'date' then format('coalesce(%s, ''-infinity''::date)', v_column)
        when 'dateTime' then format('coalesce(%s, ''-infinity''::timestamptz)', v_column)
        when 'number' then format('coalesce(%s, ''-infinity''::double precision)', v_column)
        when 'boolean' then format('coalesce(%s, false)', v_column)
    end;
end
$$;
