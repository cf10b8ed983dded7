-- A relying party's live secrets, as keyed hashes. More than one while a rotation lasts: the old one
-- has an expiresAt.
if object_id(N'gcidm.relyingPartySecrets', N'U') is null
create table gcidm.relyingPartySecrets (
    relyingPartyId int not null,
    secretHash     nvarchar(255) collate Latin1_General_100_BIN2 not null,
    createdAt      datetime2(3) not null default sysutcdatetime(),
    expiresAt      datetime2(3) null,
    constraint relyingPartySecrets_key primary key (relyingPartyId, secretHash)
);
