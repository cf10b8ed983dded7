-- Whether a relying party may still read, and the revision of all that it may see: see get_access.
create or alter function gcidm.access_of(@relyingParty int) returns table as return
select r.accessRevision * 1000000000 + coalesce((
           select sum(f.revision)
           from gcidm.relyingPartyFeeds a
           join gcidm.feeds f on f.feedId = a.feedId
           where a.relyingPartyId = r.relyingPartyId), 0) as revision
from gcidm.relyingParties r
where r.relyingPartyId = @relyingParty and r.revokedAt is null;
