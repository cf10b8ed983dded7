-- The nonces of signed requests, for as long as their timestamps (seconds since 1970) are accepted:
-- each is good once. The oldest first, so that they can be swept.
create table if not exists gcidm.oauthNonces (
    timestamp   bigint not null,
    consumerKey text collate "C" not null,
    nonce       text collate "C" not null,
    primary key (timestamp, consumerKey, nonce)
);
