-- The feeds that a relying party reads, in the order of its pages, each with the audiences that it may
-- see there; null audiences: all of them. No row when it was revoked. p_school narrows a relying party
-- to one of its schools. In plpgsql, whose plan is kept: each request calls it.
create or replace function gcidm.visible_feeds(p_relyingParty integer, p_school text)
returns table (feedId integer, audiences integer[])
language plpgsql stable security definer set search_path = gcidm, pg_temp as $$
begin
    return query
    select f.feedId,
           case when not f.whole then (
               select coalesce(array_agg(a.audienceId), '{}') from gcidm.relyingPartyAudiences a
               where a.relyingPartyId = f.relyingPartyId and a.feedId = f.feedId) end
    from gcidm.relyingPartyFeeds f
    join gcidm.relyingParties r on r.relyingPartyId = f.relyingPartyId and r.revokedAt is null
    where p_school is null and f.relyingPartyId = p_relyingParty
    union all
    select o.feedId, array(
               select m.audienceId from gcidm.audienceSchools m where m.schoolSourcedId = p_school
               union
               select a.audienceId from gcidm.audiences a where a.feedId = o.feedId and a.schools = '*')
    from gcidm.orgs o
    join gcidm.relyingPartySchools s on s.schoolSourcedId = o.sourcedId and s.relyingPartyId = p_relyingParty
    join gcidm.relyingParties r on r.relyingPartyId = s.relyingPartyId and r.revokedAt is null
    where o.sourcedId = p_school
    order by 1;
end
$$;
