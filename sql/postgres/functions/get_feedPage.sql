-- A page of a feed's records of a kind, whoever may see them, in the order of sourcedId: for operators.
-- p_query: see conditions. p_after: the sourcedId with which the page before ended, '' for the first.
-- No row when there is no more.
create or replace function gcidm.get_feedPage(p_kind text, p_feed integer, p_query text, p_after text, p_limit integer)
returns table (sourcedId text, records bigint, docs text)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    return query execute format(
        'select max(p.sourcedId), count(*), string_agg(p.doc, '','' order by p.sourcedId) from (
             select t.sourcedId, t.doc from gcidm.%I t
             where t.feedId = $2 and t.sourcedId > $3 and %s
             order by t.sourcedId limit $4
         ) p having count(*) > 0',
        lower(p_kind), gcidm.conditions(p_kind, p_query::jsonb, null))
        using p_query::jsonb, p_feed, p_after, p_limit;
end
$$;
