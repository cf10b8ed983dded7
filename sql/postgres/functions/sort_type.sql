-- The SQL type of sort_key.
create or replace function gcidm.sort_type(p_kind text, p_sort jsonb) returns text
language sql immutable security definer set search_path = gcidm, pg_temp as $$
    select case p_sort ->> 'as'
        when 'text' then 'text collate "C"'
        when 'exact' then 'text collate "C"'
        when 'date' then 'date'
        when 'dateTime' then 'timestamptz'
        when 'number' then 'double precision'
        when 'boolean' then 'boolean' end
$$;
