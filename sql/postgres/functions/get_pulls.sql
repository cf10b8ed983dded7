-- What is known of the pulls into a feed, a row for each record kind.
create or replace function gcidm.get_pulls(p_feed text)
returns table (kind text, source text, since timestamptz, fullAt timestamptz, difference bigint)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select p.kind, p.source, p.since, p.fullAt, p.difference
    from gcidm.pulls p join gcidm.feeds f on f.feedId = p.feedId
    where f.name = p_feed
    order by p.kind
$$;
