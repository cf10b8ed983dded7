-- What a relying party signs requests with (OAuth 1.0a): its consumer key, and its consumer secret,
-- encrypted and not hashed, because checking a signature takes the secret itself.
create table if not exists gcidm.relyingPartyConsumers (
    relyingPartyId  integer primary key,
    consumerKey     text collate "C" not null unique,
    encryptedSecret text collate "C" not null,
    createdAt       timestamptz(3) not null default now()
);
