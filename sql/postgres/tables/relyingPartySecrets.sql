-- A relying party's live secrets, as keyed hashes. More than one while a rotation lasts: the old one
-- has an expiresAt.
create table if not exists gcidm.relyingPartySecrets (
    relyingPartyId integer not null,
    secretHash     text collate "C" not null,
    createdAt      timestamptz(3) not null default now(),
    expiresAt      timestamptz(3),
    primary key (relyingPartyId, secretHash)
);
