-- What a relying party signs requests with (OAuth 1.0a): its consumer key, and its consumer secret,
-- encrypted and not hashed, because checking a signature takes the secret itself.
if object_id(N'gcidm.relyingPartyConsumers', N'U') is null
create table gcidm.relyingPartyConsumers (
    relyingPartyId  int not null constraint relyingPartyConsumers_key primary key,
    consumerKey     nvarchar(255) collate Latin1_General_100_BIN2 not null constraint relyingPartyConsumers_consumerKey unique,
    encryptedSecret nvarchar(max) collate Latin1_General_100_BIN2 not null,
    createdAt       datetime2(3) not null default sysutcdatetime()
);
