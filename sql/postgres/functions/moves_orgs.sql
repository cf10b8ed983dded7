-- 1 or 0: whether a delta changes the tree of orgs: then who may see what may change anywhere in the feed.
create or replace function gcidm.moves_orgs(p_feed integer) returns integer
language sql security definer set search_path = gcidm, pg_temp as $$
    select exists (
        select from pg_temp.staged s
        left join gcidm.orgs o on o.sourcedId = s.sourcedId and o.feedId = p_feed
        where s.kind = 'orgs'
          and (o.type, o.parentSourcedId) is distinct from (s.record ->> 'type', s.record ->> 'parentSourcedId')
    )::integer
$$;
