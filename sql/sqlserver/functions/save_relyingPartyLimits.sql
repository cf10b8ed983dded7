-- Gives a relying party limits of its own: requests a minute, and exports at once; null: those that all
-- have.
create or alter procedure gcidm.save_relyingPartyLimits
    @relyingParty      int,
    @requestsPerMinute int,
    @exportsAtOnce     int
as
set nocount, xact_abort on;
update gcidm.relyingParties set requestsPerMinute = @requestsPerMinute, exportsAtOnce = @exportsAtOnce
where relyingPartyId = @relyingParty;
