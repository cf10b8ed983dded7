-- Fails when a save left out a record: its sourcedId is another feed's. An import has checked that
-- before; this is for the other feed's import that was faster by a moment.
create or replace function gcidm.expect_saved(p_saved integer, p_wanted integer) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    if p_saved <> p_wanted then
        raise exception 'a sourcedId belongs to another feed' using errcode = 'unique_violation';
    end if;
end
$$;
