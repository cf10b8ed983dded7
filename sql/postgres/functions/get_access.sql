-- Whether a relying party may still read, and the revision of all that it may see: it rises with each
-- change, also when a feed goes out of sight and takes its own revision with it, since accessRevision
-- weighs more. No row when it is unknown or revoked. In plpgsql, whose plan is kept: each request calls it.
create or replace function gcidm.get_access(p_relyingParty integer) returns table (revision bigint)
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    return query
    select r.accessRevision * 1000000000 + coalesce((
        select sum(f.revision)::bigint
        from gcidm.relyingPartyFeeds a
        join gcidm.feeds f on f.feedId = a.feedId
        where a.relyingPartyId = r.relyingPartyId), 0)
    from gcidm.relyingParties r
    where r.relyingPartyId = p_relyingParty and r.revokedAt is null;
end
$$;
