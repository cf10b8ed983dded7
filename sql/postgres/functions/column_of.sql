-- A column's name as SQL text, if the kind's table has it; anything else is refused. The last line of
-- defence behind the table of fields: no text of a request becomes SQL.
create or replace function gcidm.column_of(p_kind text, p_column text) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    if not exists (select from pg_attribute a join pg_class c on c.oid = a.attrelid
                   where c.relnamespace = 'gcidm'::regnamespace and c.relname = lower(p_kind)
                     and a.attname = lower(p_column) and a.attnum > 0 and not a.attisdropped) then
        raise exception 'gcidm: % has no column %', p_kind, p_column;
    end if;
    return quote_ident(lower(p_column));
end
$$;
