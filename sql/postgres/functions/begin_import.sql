-- Begins the import of a feed in this transaction and returns its feedId; null when another import of
-- the feed is running. Makes the feed when it is new.
create or replace function gcidm.begin_import(p_feed text) returns integer
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_feed integer;
begin
    if not pg_try_advisory_xact_lock(hashtext('gcidm.import'), hashtext(p_feed)) then
        return null;
    end if;
    -- For this transaction: its few large queries run once, so compiling them is not worth it, and
    -- they want their hash tables in memory.
    set local jit = off;
    set local work_mem = '64MB';
    -- The indexes that a small delta needs are in memory, or will be once it has begun.
    set local random_page_cost = 1.1;
    insert into gcidm.feeds (name) values (p_feed) on conflict (name) do nothing;
    select feedId into v_feed from gcidm.feeds where name = p_feed;
    return v_feed;
end
$$;
