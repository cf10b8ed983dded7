-- What `xporter database apply` did last: a digest of the SQL files, and when.
create or replace function gcidm.get_schemaVersion() returns table (digest text, appliedAt timestamptz)
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select v.digest, v.appliedAt from gcidm.schemaVersion v
$$;
