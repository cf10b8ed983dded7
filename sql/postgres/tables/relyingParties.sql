-- A relying party: an application that reads rosters. accessRevision rises when the schools that it
-- may see change.
create table if not exists gcidm.relyingParties (
    relyingPartyId integer generated always as identity primary key,
    name           text not null unique,
    clientId       text collate "C" not null unique,
    accessRevision bigint not null default 0,
    createdAt      timestamptz(3) not null default now(),
    revokedAt      timestamptz(3)
);
