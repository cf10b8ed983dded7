-- A new relying party with its first secret's hash and the schools (a JSON array of sourcedIds) that
-- authorise it. The name and the client id must be new.
create or alter procedure gcidm.create_relyingParty
    @name       nvarchar(255),
    @clientId   nvarchar(255),
    @secretHash nvarchar(255),
    @schools    nvarchar(max)
as
set nocount, xact_abort on;
declare @relyingParty int;

insert into gcidm.relyingParties (name, clientId) values (@name, @clientId);
set @relyingParty = scope_identity();
insert into gcidm.relyingPartySecrets (relyingPartyId, secretHash) values (@relyingParty, @secretHash);
exec gcidm.authorise_relyingParty @relyingParty, @schools;
select @relyingParty as create_relyingparty;
