-- The dateLastModified of a change that is about to be saved: now, but later than all before it, also
-- when the clock was set back, and nobody else's. Never a full second, so that the clock of a reader
-- who tells no fractions cannot be taken for it (see changed_from).
create or replace function gcidm.next_instant() returns timestamptz
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_instant bigint;
begin
    perform pg_advisory_lock(hashtext('gcidm.instants'), 0);
    v_instant := greatest(floor(extract(epoch from gcidm.clock()) * 1000)::bigint,
                          (select last_value + 1 from gcidm.instants));
    v_instant := v_instant + case v_instant % 1000 when 0 then 1 else 0 end;
    perform setval('gcidm.instants', v_instant);
    perform pg_advisory_unlock(hashtext('gcidm.instants'), 0);
    return timestamptz 'epoch' + v_instant * interval '1 millisecond';
end
$$;
