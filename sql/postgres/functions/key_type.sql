-- The SQL type of key_of.
create or replace function gcidm.key_type(p_as text) returns text
language sql immutable security definer set search_path = gcidm, pg_temp as $$
    select case p_as
        when 'text' then 'text collate "C"'
        when 'exact' then 'text collate "C"'
        when 'date' then 'date'
        when 'dateTime' then 'timestamptz'
        when 'number' then 'double precision'
        when 'boolean' then 'boolean' end
$$;
