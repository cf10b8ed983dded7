-- A page of demographics: see read_page.
create or replace function gcidm.get_demographics(
    p_relyingParty integer,
    p_school       text,
    p_query        text,
    p_after        text default null,
    p_offset       bigint default 0,
    p_limit        integer default 100
) returns table (feedId integer, sourcedId text, sortKey text, records bigint, docs text, hidden text, revision bigint)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    return query select * from gcidm.read_page('demographics', p_relyingParty, p_school, p_query, p_after, p_offset, p_limit);
end
$$;
