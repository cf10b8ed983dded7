-- The feeds that a relying party reads; hides: it may see some of the feed's records only, those of its
-- visible_audiences. No row when it was revoked. @school narrows a relying party to one of its schools.
create or alter function gcidm.visible_feeds(@relyingParty int, @school nvarchar(255)) returns table as return (
    select f.feedId, cast(case f.whole when 1 then 0 else 1 end as bit) as hides
    from gcidm.relyingPartyFeeds f
    join gcidm.relyingParties r on r.relyingPartyId = f.relyingPartyId and r.revokedAt is null
    where @school is null and f.relyingPartyId = @relyingParty
    union all
    select o.feedId, cast(1 as bit)
    from gcidm.orgs o
    join gcidm.relyingPartySchools s on s.schoolSourcedId = o.sourcedId and s.relyingPartyId = @relyingParty
    join gcidm.relyingParties r on r.relyingPartyId = s.relyingPartyId and r.revokedAt is null
    where o.sourcedId = @school
);
