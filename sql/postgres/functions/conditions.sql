-- The WHERE conditions of a query on one record kind (alias t), as SQL text. No value of the request
-- gets into the text: values are read from the query, a jsonb, which is parameter $1 of the statement.
--
-- query: {"only":   [{"column", "value"}],                      all must hold
--         "within": [{"relation", "value"}],                     all must hold, see within
--         "filter": [{"column", "as", "operator", "value",       one, or two joined by logic; "to" is
--                     "key", "to"}],                             the kind that a reference points to
--         "logic":  "and" | "or"}
-- p_relyingParty: who asks, null: an operator.
-- as: exact, text, date, dateTime, number, boolean, list, metadata (then also "key"), userIds ("key")
create or replace function gcidm.conditions(p_kind text, p_query jsonb, p_relyingParty integer) returns text
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_parts   text[] := '{}';
    v_clauses text[] := '{}';
    v_one     jsonb;
    v_place   bigint;
begin
    for v_one, v_place in select value, ordinality - 1 from jsonb_array_elements(p_query -> 'only') with ordinality loop
        v_parts := v_parts || format('t.%s = ($1 #>> ''{only,%s,value}'')', gcidm.column_of(p_kind, v_one ->> 'column'), v_place);
    end loop;
    for v_one, v_place in select value, ordinality - 1 from jsonb_array_elements(p_query -> 'within') with ordinality loop
        v_parts := v_parts || replace(gcidm.within(p_kind, v_one ->> 'relation'), '$value', format('($1 #>> ''{within,%s,value}'')', v_place));
    end loop;
    for v_one, v_place in select value, ordinality - 1 from jsonb_array_elements(p_query -> 'filter') with ordinality loop
        v_clauses := v_clauses || gcidm.comparison(p_kind, v_one, format('($1 #>> ''{filter,%s,value}'')', v_place), format('($1 #>> ''{filter,%s,key}'')', v_place), p_relyingParty);
    end loop;
    if cardinality(v_clauses) > 0 then
        v_parts := v_parts || ('(' || array_to_string(v_clauses, case when p_query ->> 'logic' = 'or' then ' or ' else ' and ' end) || ')');
    end if;
    return array_to_string(v_parts || 'true'::text, ' and ');
end
$$;
