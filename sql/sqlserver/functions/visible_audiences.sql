-- The audiences whose records a relying party may see, in each of its visible_feeds; all of those of a
-- feed that hides nothing.
create or alter function gcidm.visible_audiences(@relyingParty int, @school nvarchar(255)) returns table as return (
    select f.feedId, a.audienceId
    from gcidm.visible_feeds(@relyingParty, @school) f
    join gcidm.relyingPartyAudiences a on a.relyingPartyId = @relyingParty and a.feedId = f.feedId
    where @school is null and f.hides = 1
    union all
    select f.feedId, m.audienceId
    from gcidm.visible_feeds(@relyingParty, @school) f
    join gcidm.audienceSchools m on m.schoolSourcedId = @school
    union all
    select f.feedId, a.audienceId
    from gcidm.visible_feeds(@relyingParty, @school) f
    join gcidm.audiences a on a.feedId = f.feedId
    where f.hides = 0 or @school is not null and a.digest = convert(varbinary(32), hashbytes('SHA2_256', N'*'))
);
