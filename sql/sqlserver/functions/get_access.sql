-- Whether a relying party may still read, and the revision of all that it may see: it rises with each
-- change, also when a feed goes out of sight and takes its own revision with it, since accessRevision
-- weighs more. No row when it is unknown or revoked.
create or alter procedure gcidm.get_access @relyingParty int as
set nocount, xact_abort on;
select a.revision from gcidm.access_of(@relyingParty) a;
