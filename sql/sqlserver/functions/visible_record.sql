-- The feed and audience of an active record that a relying party may see; no row when there is none.
create or alter function gcidm.visible_record(@kind nvarchar(32), @relyingParty int, @school nvarchar(255), @sourcedId nvarchar(255))
returns table as return
select r.feedId, r.audienceId
from gcidm.known_record(@kind, @relyingParty, @school, @sourcedId) r
where r.status = N'active';
