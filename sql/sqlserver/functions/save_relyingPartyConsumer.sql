-- Gives a relying party a consumer key and secret to sign requests with, in the place of any before.
create or alter procedure gcidm.save_relyingPartyConsumer
    @relyingParty    int,
    @consumerKey     nvarchar(255),
    @encryptedSecret nvarchar(max)
as
set nocount, xact_abort on;
update gcidm.relyingPartyConsumers with (updlock, holdlock)
set consumerKey = @consumerKey, encryptedSecret = @encryptedSecret, createdAt = sysutcdatetime()
where relyingPartyId = @relyingParty;
if @@rowcount = 0
    insert into gcidm.relyingPartyConsumers (relyingPartyId, consumerKey, encryptedSecret)
    values (@relyingParty, @consumerKey, @encryptedSecret);
