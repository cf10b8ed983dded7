-- How many records of a kind match a query, over all that a relying party may see.
create or replace function gcidm.count_records(p_kind text, p_relyingParty integer, p_school text, p_query text)
returns bigint
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_query   jsonb  := p_query::jsonb;
    v_matches text   := gcidm.conditions(p_kind, v_query, p_relyingParty);
    v_total   bigint := 0;
    v_here    bigint;
    v_feed    record;
begin
    if not gcidm.sees_around(p_relyingParty, p_school, v_query) then
        return 0;
    end if;
    for v_feed in select * from gcidm.visible_feeds(p_relyingParty, p_school) loop
        execute format('select count(*) from gcidm.%s t where t.feedId = $2 and %s and %s', lower(p_kind),
                       case when v_feed.audiences is null then 'true' else 't.audienceId = any($3)' end, v_matches)
            into v_here using v_query, v_feed.feedId, v_feed.audiences;
        v_total := v_total + v_here;
    end loop;
    return v_total;
end
$$;
