-- Derives what relying parties may see from the schools that authorised them: after an import (all of
-- a feed's relying parties), after a school was authorised or withdrawn (one). null means all.
create or replace function gcidm.refresh_access(p_relyingParty integer, p_feed integer) returns void
language plpgsql security definer set search_path = gcidm, pg_temp as $$
declare
    v_feeds     gcidm.relyingPartyFeeds[];
    v_audiences gcidm.relyingPartyAudiences[];
begin
    -- Until the commit, so that neither overlooks the other: a feed's refreshes come one after the other,
    -- and one of all feeds is alone. Different feeds do not wait for each other.
    if p_feed is null then
        perform pg_advisory_xact_lock(hashtext('gcidm.access'), 0);
    else
        perform pg_advisory_xact_lock_shared(hashtext('gcidm.access'), 0);
        perform pg_advisory_xact_lock(hashtext('gcidm.access'), p_feed);
    end if;

    v_feeds := array(select f from gcidm.relyingPartyFeeds f where f.feedId = p_feed);
    v_audiences := array(select a from gcidm.relyingPartyAudiences a where a.feedId = p_feed);
    delete from gcidm.relyingPartyFeeds f
    where (p_relyingParty is null or f.relyingPartyId = p_relyingParty) and (p_feed is null or f.feedId = p_feed);
    delete from gcidm.relyingPartyAudiences a
    where (p_relyingParty is null or a.relyingPartyId = p_relyingParty) and (p_feed is null or a.feedId = p_feed);

    insert into gcidm.relyingPartyFeeds (relyingPartyId, feedId, whole)
    select s.relyingPartyId, o.feedId,
           count(*) = (select count(*) from gcidm.orgs every where every.feedId = o.feedId and every.type = 'school')
    from gcidm.relyingPartySchools s
    join gcidm.orgs o on o.sourcedId = s.schoolSourcedId and o.type = 'school'
    where (p_relyingParty is null or s.relyingPartyId = p_relyingParty) and (p_feed is null or o.feedId = p_feed)
    group by s.relyingPartyId, o.feedId;

    insert into gcidm.relyingPartyAudiences (relyingPartyId, feedId, audienceId)
    select distinct s.relyingPartyId, a.feedId, a.audienceId
    from gcidm.relyingPartySchools s
    join gcidm.audienceSchools m on m.schoolSourcedId = s.schoolSourcedId
    join gcidm.audiences a on a.audienceId = m.audienceId
    join gcidm.relyingPartyFeeds f on f.relyingPartyId = s.relyingPartyId and f.feedId = a.feedId
    where (p_relyingParty is null or s.relyingPartyId = p_relyingParty) and (p_feed is null or a.feedId = p_feed)
    union
    select f.relyingPartyId, f.feedId, a.audienceId
    from gcidm.relyingPartyFeeds f
    join gcidm.audiences a on a.feedId = f.feedId and a.schools = '*'
    where (p_relyingParty is null or f.relyingPartyId = p_relyingParty) and (p_feed is null or f.feedId = p_feed);

    -- An import that changes nobody's access leaves the relying parties alone: imports of other feeds
    -- would wait for it.
    update gcidm.relyingParties r set accessRevision = accessRevision + 1,
        regroupedAt = case when p_feed is null and accessRevision > 0 then gcidm.clock() else regroupedAt end
    where (p_relyingParty is null or r.relyingPartyId = p_relyingParty)
      and (p_feed is null or r.relyingPartyId in (
          select changed.relyingPartyId from (
              (select * from unnest(v_feeds) except select * from gcidm.relyingPartyFeeds f where f.feedId = p_feed)
              union all
              (select * from gcidm.relyingPartyFeeds f where f.feedId = p_feed except select * from unnest(v_feeds))
          ) changed
          union all
          select changed.relyingPartyId from (
              (select * from unnest(v_audiences) except select * from gcidm.relyingPartyAudiences a where a.feedId = p_feed)
              union all
              (select * from gcidm.relyingPartyAudiences a where a.feedId = p_feed except select * from unnest(v_audiences))
          ) changed));
end
$$;
