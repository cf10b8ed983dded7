-- The exports that are running. One whose web instance has died ends by itself, at `until`.
create table if not exists gcidm.exports (
    exportId       bigint generated always as identity primary key,
    relyingPartyId integer not null,
    beganAt        timestamptz(3) not null default now(),
    until          timestamptz not null
);
