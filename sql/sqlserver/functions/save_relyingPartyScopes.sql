-- Grants a relying party these scopes and no others; tokens that it has keep theirs.
create or alter procedure gcidm.save_relyingPartyScopes
    @relyingParty int,
    @scopes       nvarchar(max)
as
set nocount, xact_abort on;
update gcidm.relyingParties set scopes = @scopes where relyingPartyId = @relyingParty;
