-- A page in the order (feedId, sourcedId), which no change of a record can alter: whoever reads page
-- by page gets every record that exists throughout exactly once. One row per feed that has part in
-- the page; a feed's pages come from one walk along its index, however many feeds there are.
-- An offset is a late row lookup: only the index is walked, to the last key that is left out.
create or replace function gcidm.read_plain_page(
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
    v_matches text    := gcidm.conditions(p_kind, p_query, p_relyingParty);
    v_first   integer := coalesce((p_after ->> 'feedId')::integer, 0);
    v_skip    bigint  := p_offset;
    v_left    bigint  := p_limit;
    v_there   bigint;
    v_end     text;
    v_after   text;
    v_feed    record;
    v_keys    text;
begin
    for v_feed in select * from gcidm.visible_feeds(p_relyingParty, p_school) f where f.feedId >= v_first loop
        exit when v_left <= 0;
        v_after := case when v_feed.feedId = v_first then p_after ->> 'sourcedId' else '' end;
        v_keys := format('from gcidm.%I t where t.feedId = $2 and t.sourcedId > $4 and %s and %s', lower(p_kind),
                         case when v_feed.audiences is null then 'true' else 't.audienceId = any($3)' end, v_matches);
        if v_skip > 0 then
            execute 'select t.sourcedId ' || v_keys || ' order by t.sourcedId offset $5 - 1 limit 1' into v_end
                using p_query, v_feed.feedId, v_feed.audiences, v_after, v_skip;
            if v_end is null then
                execute 'select count(*) ' || v_keys into v_there using p_query, v_feed.feedId, v_feed.audiences, v_after;
                v_skip := v_skip - v_there;
                continue;
            end if;
            v_after := v_end;
            v_skip := 0;
        end if;
        execute format(
            'select $2, max(p.sourcedId), null::text, count(*), string_agg(p.doc, '',''), %s from (
                 select t.sourcedId, t.doc %s order by t.sourcedId limit $5
             ) p',
            case when v_feed.audiences is null then 'null::text' else gcidm.hidden_references(p_kind) end, v_keys)
            into feedId, sourcedId, sortKey, records, docs, hidden
            using p_query, v_feed.feedId, v_feed.audiences, v_after, v_left;
        if records > 0 then
            return next;
            v_left := v_left - records;
        end if;
    end loop;
end
$$;
