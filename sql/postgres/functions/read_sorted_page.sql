-- A page in the order of a field, then of sourcedId (both descending when the field is): one row. Each
-- feed gives its own first records, from its index where there is one; the page is the first of them.
-- A record without the field comes first, as if its value were the least.
create or replace function gcidm.read_sorted_page(
    p_kind         text,
    p_relyingParty integer,
    p_school       text,
    p_query        jsonb,
    p_after        jsonb,
    p_offset       bigint,
    p_limit        integer
) returns table (feedId integer, sourcedId text, sortKey text, records bigint, docs text, hidden text)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
declare
    v_key        text    := gcidm.key_of(p_kind, p_query #>> '{sort,column}', p_query #>> '{sort,as}');
    v_down       boolean := coalesce((p_query #>> '{sort,descending}')::boolean, false);
    v_order      text    := case when v_down then 'desc' else 'asc' end;
    v_feeds      integer[];
    v_audiences  integer[];
    v_some_hide  boolean;
begin
    select array_agg(f.feedId), bool_or(f.audiences is not null) into v_feeds, v_some_hide
    from gcidm.visible_feeds(p_relyingParty, p_school) f;
    if v_some_hide then
        v_audiences := array(
            select unnest(f.audiences) from gcidm.visible_feeds(p_relyingParty, p_school) f
            union all
            select a.audienceId from gcidm.visible_feeds(p_relyingParty, p_school) f
            join gcidm.audiences a on a.feedId = f.feedId where f.audiences is null);
    end if;
    return query execute format(
        'select 0, (array_agg(p.sourcedId order by p.n desc))[1], (array_agg(p.sortKey order by p.n desc))[1]::text,
                count(*), string_agg(t.doc, '','' order by p.n), %s
         from (select k.*, row_number() over (order by k.sortKey %2$s, k.sourcedId %2$s) n
               from unnest($2) f(feedId)
               cross join lateral (
                   select t.sourcedId, %3$s sortKey from gcidm.%4$I t
                   where t.feedId = f.feedId and %5$s and %6$s and %7$s
                   order by %3$s %2$s, t.sourcedId %2$s limit $5 + $6) k
               order by n offset $6 limit $5) p
         join gcidm.%4$I t on t.sourcedId = p.sourcedId
         having count(*) > 0',
        case when v_some_hide then gcidm.hidden_references(p_kind) else 'null::text' end,
        v_order, v_key, lower(p_kind),
        case when v_some_hide then 't.audienceId = any($3)' else 'true' end,
        gcidm.conditions(p_kind, p_query, p_relyingParty),
        case when p_after is null then 'true'
             else format('(%s, t.sourcedId) %s (($4 ->> ''sortKey'')::%s, $4 ->> ''sourcedId'')', v_key,
                         case when v_down then '<' else '>' end, gcidm.key_type(p_query #>> '{sort,as}')) end)
        using p_query, v_feeds, v_audiences, p_after, p_limit::bigint, p_offset;
end
$$;
