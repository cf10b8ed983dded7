-- How many users there are for a relying party and a query: see count_records.
create or replace function gcidm.count_users(
    p_relyingParty integer,
    p_school       text,
    p_query        text
) returns bigint
language sql stable security definer set search_path = gcidm, pg_temp as $$
    select gcidm.count_records('users', p_relyingParty, p_school, p_query)
$$;
