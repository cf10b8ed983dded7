-- How many of a feed's records of a kind match a query (see conditions).
create or replace function gcidm.count_feed(p_kind text, p_feed integer, p_query text) returns bigint
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_total bigint;
begin
    execute format('select count(*) from gcidm.%I t where t.feedId = $2 and %s',
                   lower(p_kind), gcidm.conditions(p_kind, p_query::jsonb, null))
        into v_total using p_query::jsonb, p_feed;
    return v_total;
end
$$;
