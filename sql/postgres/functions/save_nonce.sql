-- Uses up a nonce: 1 the first time, 0 ever after. Timestamps are only accepted for minutes, so
-- older nonces are swept away, by every hundredth call.
create or replace function gcidm.save_nonce(p_consumerKey text, p_timestamp bigint, p_nonce text) returns integer
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    c_kept constant integer := 900;  -- seconds: twice what is accepted, and what clocks may differ by
begin
    -- Nobody waits for the disk: a crash of the server forgets a fraction of a second at most.
    set local synchronous_commit = off;
    if random() < 0.01 then
        delete from gcidm.oauthNonces n where n.timestamp < extract(epoch from now())::bigint - c_kept;
    end if;
    insert into gcidm.oauthNonces (timestamp, consumerKey, nonce)
    values (p_timestamp, p_consumerKey, p_nonce)
    on conflict do nothing;
    return found::integer;
end
$$;
