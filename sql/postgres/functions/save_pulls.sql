-- Notes what is known after a pull into a feed: a JSON array of rows as in gcidm.pulls.
create or replace function gcidm.save_pulls(p_feed text, p_batch text) returns void
language sql security definer set search_path = gcidm, pg_temp as $$
    insert into gcidm.pulls (feedId, kind, source, since, fullAt, difference)
    select f.feedId, r.kind, r.source, r.since, r."fullAt", r.difference
    from jsonb_to_recordset(p_batch::jsonb)
        as r(kind text, source text, since timestamptz, "fullAt" timestamptz, difference bigint)
    join gcidm.feeds f on f.name = p_feed
    on conflict (feedId, kind) do update
    set source = excluded.source, since = excluded.since, fullAt = excluded.fullAt,
        difference = excluded.difference
$$;
