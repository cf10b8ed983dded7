-- The feed, audience and status of a record that a relying party may see; no row when there is none.
create or alter function gcidm.known_record(@kind nvarchar(32), @relyingParty int, @school nvarchar(255), @sourcedId nvarchar(255))
returns table as return
select r.feedId, r.audienceId, r.status
from gcidm.records r
join gcidm.visible_feeds(@relyingParty, @school) f on f.feedId = r.feedId
where r.kind = @kind and r.sourcedId = @sourcedId
  and (f.hides = 0 or exists (select 1 from gcidm.visible_audiences(@relyingParty, @school) a where a.audienceId = r.audienceId));
