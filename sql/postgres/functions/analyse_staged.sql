-- Without statistics the planner takes nested loops for every join over what is staged.
create or replace function gcidm.analyse_staged() returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    analyze pg_temp.staged (kind, sourcedId, live, compared, status);
end
$$;
