-- Wants what a delta affects beside the records that it states, and what that in turn depends on.
-- The tree of orgs must stay as it is. Those that are to be compared come first: they stay so.
create or replace function gcidm.want_affected(p_feed integer) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
begin
    perform gcidm.want_all(p_feed, 'orgs', 'record');
    perform gcidm.want_all(p_feed, 'academicSessions', 'record');
    analyze pg_temp.staged (kind, sourcedId, live, compared, status);
    perform gcidm.want_moved();
    perform gcidm.want_users(p_feed);
    perform gcidm.want_taught();
    analyze pg_temp.wanted;
end
$$;
