-- A relying party: an application that reads rosters. accessRevision rises when the schools that it
-- may see change. scopes: what its tokens may be good for, OneRoster's names without their common
-- beginning, separated by blanks.
create table if not exists gcidm.relyingParties (
    relyingPartyId integer generated always as identity primary key,
    name           text not null unique,
    clientId       text collate "C" not null unique,
    accessRevision bigint not null default 0,
    createdAt      timestamptz(3) not null default now(),
    revokedAt      timestamptz(3)
);
-- No demographics and no writes, unless somebody grants them.
alter table gcidm.relyingParties add column if not exists
    scopes text not null default 'roster-core.readonly roster.readonly resource.readonly gradebook.readonly';
-- When the schools that authorise it were others for the last time, null: never.
alter table gcidm.relyingParties add column if not exists regroupedAt timestamptz;
-- Limits of its own; null: those of the back-end's settings.
alter table gcidm.relyingParties add column if not exists requestsPerMinute integer;
alter table gcidm.relyingParties add column if not exists exportsAtOnce integer;
