-- Wants all that the feed has of a kind.
create or replace function gcidm.want_all(p_feed integer, p_kind text, p_compared text) returns void
language plpgsql security definer set search_path = gcidm, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
    insert into pg_temp.wanted (kind, sourcedId, compared)
    select r.kind, r.sourcedId, p_compared
    from gcidm.records r
    where r.kind = p_kind and r.feedId = p_feed;
end
$$;
