-- Every feed, by name.
create or replace function gcidm.get_feeds() returns table (feedId integer, name text, revision bigint)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select f.feedId, f.name, f.revision from gcidm.feeds f order by f.name collate "C"
$$;
