-- Notes that credentials were right or wrong, in slots of gcidm.guesses (see get_guessWait).
create or replace function gcidm.save_guess(p_client integer, p_address integer, p_both integer, p_right boolean) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    set local synchronous_commit = off;
    if p_right then
        insert into gcidm.guesses as g (slot, failures, at) values (p_both, 0, clock_timestamp())
        on conflict (slot) do update set at = excluded.at where g.at < clock_timestamp() - interval '1 day';
    else
        -- in the order of the slots, or two could wait for each other
        insert into gcidm.guesses as g (slot, failures, at)
        select s.slot, 1, clock_timestamp() from unnest(array[least(p_client, p_address), greatest(p_client, p_address)]) as s(slot)
        on conflict (slot) do update
            set failures = 1 + g.failures * power(0.5, least(extract(epoch from clock_timestamp() - g.at)::double precision / 600, 100)),
                at = clock_timestamp();
    end if;
end
$$;
