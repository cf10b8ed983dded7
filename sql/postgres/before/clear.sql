-- Before the other files are applied: nobody else applies any, and no function is left. Functions hold
-- no data, so all are dropped and made again: none that has left the folder stays behind, and a changed
-- result type is no obstacle. Readers see the old ones until the commit.
select pg_advisory_xact_lock(hashtext('gcidm.schemaVersion'));
set local check_function_bodies = off;
-- A table that is read for long must not make everybody else wait behind us.
set local lock_timeout = '30s';
set local client_min_messages = warning;

-- One statement drops them all, because functions may depend on each other.
do $$
declare
    v_routines text := (select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
                        where p.pronamespace = to_regnamespace('gcidm'));
begin
    if v_routines is not null then
        execute 'drop routine ' || v_routines;
    end if;
end
$$;
