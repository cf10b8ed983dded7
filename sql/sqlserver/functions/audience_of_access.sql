-- The audience of exactly those schools of a feed that a relying party may see; made when it is new.
create or alter procedure gcidm.audience_of_access @relyingParty int, @school nvarchar(255), @feed int, @audience int output as
set nocount, xact_abort on;
declare @schools nvarchar(max), @digest varbinary(32), @key nvarchar(255) = cast(@feed as nvarchar(255));
select @schools = string_agg(cast(s.schoolSourcedId as nvarchar(max)), N' ') within group (order by s.schoolSourcedId)
from gcidm.relyingPartySchools s
join gcidm.orgs o on o.sourcedId = s.schoolSourcedId and o.feedId = @feed
where s.relyingPartyId = @relyingParty and (@school is null or s.schoolSourcedId = @school);
set @digest = convert(varbinary(32), hashbytes('SHA2_256', coalesce(@schools, N'')));

begin transaction;
exec gcidm.lock_record N'audiences', @key;
insert into gcidm.audiences (feedId, schools)
select @feed, coalesce(@schools, N'')
where not exists (select 1 from gcidm.audiences a with (updlock, holdlock) where a.feedId = @feed and a.digest = @digest);
declare @made int = @@rowcount;
select @audience = a.audienceId from gcidm.audiences a where a.feedId = @feed and a.digest = @digest;
if @made > 0
begin
    insert into gcidm.audienceSchools (schoolSourcedId, audienceId)
    select s.schoolSourcedId, @audience
    from gcidm.relyingPartySchools s
    join gcidm.orgs o on o.sourcedId = s.schoolSourcedId and o.feedId = @feed
    where s.relyingPartyId = @relyingParty and (@school is null or s.schoolSourcedId = @school);
    exec gcidm.refresh_access null, @feed;
end;
commit transaction;
