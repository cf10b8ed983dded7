-- A clause dateLastModified > or >= p_value, as SQL text: all changes since, including those that became
-- visible since but bear an earlier date (see changed_from). p_value is the SQL text that reads p_since.
create or replace function gcidm.comparison_since(p_operator text, p_since timestamptz, p_value text) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_from    timestamptz := gcidm.changed_from(p_since);
    v_matches text        := format('t.dateLastModified %s %s::timestamptz', p_operator, p_value);
begin
    return case when v_from < p_since
                then format('(%1$s or t.dateLastModified >= %2$L and t.dateLastModified < %3$s::timestamptz)', v_matches, v_from, p_value)
                else v_matches end;
end
$$;
