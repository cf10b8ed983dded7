-- The schools that authorised a relying party: the only source of what it may see. secretHash: the
-- keyed hash of the secret that the two share, when one was made.
create table if not exists gcidm.relyingPartySchools (
    relyingPartyId  integer not null,
    schoolSourcedId text collate "C" not null,
    authorisedAt    timestamptz(3) not null default now(),
    primary key (relyingPartyId, schoolSourcedId)
);
alter table gcidm.relyingPartySchools add column if not exists secretHash text collate "C";
create index if not exists relyingPartySchools_school on gcidm.relyingPartySchools (schoolSourcedId);
