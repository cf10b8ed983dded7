-- All schools of all feeds, for the operator to name one by sourcedId or identifier.
create or replace function gcidm.get_schoolDirectory() returns table (sourcedId text, identifier text, name text, feed text)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select o.sourcedId, o.identifier, o.name, f.name
    from gcidm.orgs o
    join gcidm.feeds f on f.feedId = o.feedId
    where o.type = 'school' and o.status = 'active'
    order by o.name, o.sourcedId
$$;
