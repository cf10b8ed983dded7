-- What time it is, for the dates of changes.
create or replace function gcidm.clock() returns timestamptz
language sql volatile security definer set search_path = gcidm, pg_temp as $$
    select clock_timestamp()
$$;
